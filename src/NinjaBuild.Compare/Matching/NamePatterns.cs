namespace NinjaBuild.Compare.Matching;

/// <summary>What the names of renamed objects have in common: the same text ahead of them or behind them.</summary>
static class NamePatterns
{
    /// <summary>Sentences for people; empty where there is no pattern of two or more.</summary>
    public static IReadOnlyList<string> Find(IEnumerable<ObjectPair> pairs)
    {
        var changes = pairs.Where(pair => pair is { Before: not null, After: not null, Evidence.Length: > 0 })
            .Select(pair => Change(pair.Before!.Identity.Name, pair.After!.Identity.Name)).OfType<string>()
            .GroupBy(change => change, StringComparer.Ordinal).Where(group => group.Skip(1).Any());
        return [.. changes.OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} objects {group.Key}")];
    }

    static string? Change(string before, string after)
    {
        if (before.StartsWith(after, StringComparison.Ordinal))
            return $"lose the suffix '{before[after.Length..]}'";
        if (before.EndsWith(after, StringComparison.Ordinal))
            return $"lose the prefix '{before[..^after.Length]}'";
        if (after.StartsWith(before, StringComparison.Ordinal))
            return $"get the suffix '{after[before.Length..]}'";
        if (after.EndsWith(before, StringComparison.Ordinal))
            return $"get the prefix '{after[..^before.Length]}'";
        var shared = before.AsSpan().CommonPrefixLength(after);
        return shared > 0 && shared < before.Length && shared < after.Length ? $"end in '{after[shared..]}' in place of '{before[shared..]}'" : null;
    }
}
