namespace NinjaBuild.Yaml;

/// <summary>Plain .NET values of YAML nodes.</summary>
public static class YamlValues
{
    /// <summary>The node as plain values, which share nothing with other calls and may be changed.</summary>
    /// <param name="node">The node; its reader has bounded its depth and size.</param>
    /// <returns>
    /// <see cref="Dictionary{TKey,TValue}"/> of string and object (in source order), <see cref="List{T}"/> of object, long, ulong, double,
    /// bool, string or null.
    /// </returns>
    public static object? ToObject(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Value,
        YamlMapping mapping => ToDictionary(mapping),
        YamlSequence sequence => ToList(sequence),
        _ => null,
    };

    static Dictionary<string, object?> ToDictionary(YamlMapping mapping)
    {
        var entries = mapping.Entries;
        var result = new Dictionary<string, object?>(entries.Count, StringComparer.Ordinal);
        for (int i = 0; i < entries.Count; i++) result[entries[i].Name] = ToObject(entries[i].Value);
        return result;
    }

    static List<object?> ToList(YamlSequence sequence)
    {
        var items = sequence.Items;
        var result = new List<object?>(items.Count);
        for (int i = 0; i < items.Count; i++) result.Add(ToObject(items[i]));
        return result;
    }
}
