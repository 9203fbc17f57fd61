using System.Collections;
using System.Globalization;
using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>Fields of declarations as plain values, in the making.</summary>
static class Fields
{
    /// <summary>Sets a field, unless there is nothing to say.</summary>
    public static void Put(this Map fields, string name, object? value)
    {
        if (value is not (null or "" or ICollection { Count: 0 }))
            fields[name] = value;
    }

    /// <summary>Appends to a list in a mapping in a mapping.</summary>
    public static void Append(this Map fields, string map, string list, object item)
    {
        var inner = fields.GetValueOrDefault(map) as Map ?? [];
        fields[map] = inner;
        var items = inner.GetValueOrDefault(list) as List<object?> ?? [];
        inner[list] = items;
        items.Add(item);
    }

    /// <summary>A scalar as text; null for anything else.</summary>
    public static string? TextOf(object? value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A mapping whose values are texts.</summary>
    public static Map Texts(IReadOnlyDictionary<string, object?> map)
    {
        var texts = new Map();
        foreach (var (key, value) in map)
        {
            if (TextOf(value) is { } text)
                texts[key] = text;
        }

        return texts;
    }

    /// <summary>A copy of a mapping without some keys; null where it is none.</summary>
    public static Map? Without(object? map, params string[] keys)
    {
        if (map is not IReadOnlyDictionary<string, object?> fields)
            return null;
        var copy = TreeAccess.CopyMapping(fields);
        foreach (var key in keys)
            copy.Remove(key);
        return copy;
    }

    /// <summary>Whether a mapping has no other fields than these.</summary>
    public static bool HasOnly(object? map, params string[] keys) => map is IReadOnlyDictionary<string, object?> fields && fields.Keys.All(keys.Contains);

    /// <summary>Whether two values are the same.</summary>
    public static bool AreSame(object? left, object? right) => (left, right) switch
    {
        (IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b) =>
            a.Count == b.Count && a.All(entry => b.TryGetValue(entry.Key, out var other) && AreSame(entry.Value, other)),
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => AreSame(pair.First, pair.Second)),
        _ => Equals(left, right),
    };
}
