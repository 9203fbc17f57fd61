using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Compare.Differences;

/// <summary>
/// Where the order of a list's items means something although they have keys: a variable sees those before it as <c>$(NAME)</c>, and init
/// containers run one after another.
/// </summary>
static class ItemOrder
{
    /// <summary>Whether the second list orders items that both have differently, and that has an effect.</summary>
    public static bool Matters(SchemaField field, List<KeyValuePair<string, object?>> before, List<KeyValuePair<string, object?>> after)
    {
        var known = before.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
        var second = after.ConvertAll(item => item.Key).FindAll(known.Contains);
        var first = before.ConvertAll(item => item.Key).FindAll(new HashSet<string>(second, StringComparer.Ordinal).Contains);
        return !first.SequenceEqual(second, StringComparer.Ordinal) && field.Name switch
        {
            "initContainers" => true,
            "env" => !References(before).SetEquals(References(after)),
            _ => false,
        };
    }

    /// <summary>The pairs of a variable and one that stands before it and that it refers to.</summary>
    static HashSet<(string, string)> References(List<KeyValuePair<string, object?>> items)
    {
        var references = new HashSet<(string, string)>();
        var seen = new List<string>();
        foreach (var (_, item) in items)
        {
            if (item is not IReadOnlyDictionary<string, object?> variable || variable.GetValueOrDefault("name") is not string name)
                continue;
            if (variable.GetValueOrDefault("value") is string value)
                references.UnionWith(seen.Where(other => value.Contains($"$({other})", StringComparison.Ordinal)).Select(other => (name, other)));
            seen.Add(name);
        }

        return references;
    }
}
