using System.Collections;

namespace NinjaBuild.Charts.Values;

/// <summary>
/// Operations on trees of plain values (maps, lists, texts, numbers, booleans, null), which is what templates and values files are made of.
/// </summary>
static class ValueTree
{
    /// <summary>Lays one map over another: maps merge, everything else replaces, null removes. Neither argument is changed.</summary>
    public static Dictionary<string, object?> Overlay(IReadOnlyDictionary<string, object?> below, IReadOnlyDictionary<string, object?> above)
    {
        var merged = new Dictionary<string, object?>(below);
        foreach (var (key, value) in above)
        {
            if (value is null)
                merged.Remove(key);
            else if (value is IReadOnlyDictionary<string, object?> map
                && merged.GetValueOrDefault(key) is IReadOnlyDictionary<string, object?> existing)
                merged[key] = Overlay(existing, map);
            else
                merged[key] = value;
        }

        return merged;
    }

    /// <summary>
    /// The smallest overlay that turns <paramref name="from"/> into <paramref name="to"/> by Helm's rules for values files: maps merge,
    /// everything else replaces, null removes a key.
    /// </summary>
    public static Dictionary<string, object?> Difference(IReadOnlyDictionary<string, object?> from, IReadOnlyDictionary<string, object?> to)
    {
        var difference = new Dictionary<string, object?>();
        foreach (var (key, value) in to)
        {
            if (!from.TryGetValue(key, out var old))
                difference[key] = value;
            else if (old is IReadOnlyDictionary<string, object?> oldMap && value is IReadOnlyDictionary<string, object?> map)
            {
                var inner = Difference(oldMap, map);
                if (inner.Count > 0)
                    difference[key] = inner;
            }
            else if (!AreEqual(old, value))
                difference[key] = value;
        }

        foreach (var key in from.Keys)
        {
            if (!to.ContainsKey(key))
                difference[key] = null;
        }

        return difference;
    }

    /// <summary>Whether two trees hold the same values; maps without regard to order.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b) =>
            a.Count == b.Count && a.All(entry => b.TryGetValue(entry.Key, out var other) && AreEqual(entry.Value, other)),
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
        _ => Equals(left, right),
    };

    /// <summary>A map of texts as a tree.</summary>
    public static Dictionary<string, object?> Texts(IEnumerable<KeyValuePair<string, string>> texts) =>
        texts.ToDictionary(entry => entry.Key, entry => (object?)entry.Value);

    /// <summary>A list as a tree.</summary>
    public static List<object?> List(IEnumerable items) => [.. items.Cast<object?>()];

    /// <summary>Whether a value is a map or list with something in it, which YAML writes below its key.</summary>
    public static bool IsBlock(object? value) => value is ICollection { Count: > 0 };
}
