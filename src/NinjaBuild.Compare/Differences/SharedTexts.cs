namespace NinjaBuild.Compare.Differences;

/// <summary>The texts that two lists have in common, each as often as both have it.</summary>
sealed class SharedTexts(IReadOnlyDictionary<string, int> counts)
{
    readonly Dictionary<string, int> _left = new(counts, StringComparer.Ordinal);

    /// <summary>Counts what both lists have.</summary>
    public static Dictionary<string, int> Count(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        var counts = second.CountBy(text => text, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return first.CountBy(text => text, StringComparer.Ordinal).Where(entry => counts.ContainsKey(entry.Key))
            .ToDictionary(entry => entry.Key, entry => Math.Min(entry.Value, counts[entry.Key]), StringComparer.Ordinal);
    }

    /// <summary>Whether a text is one of those that are left; it is not left any more then.</summary>
    public bool Take(string text)
    {
        if (_left.GetValueOrDefault(text) == 0)
            return false;
        _left[text]--;
        return true;
    }
}
