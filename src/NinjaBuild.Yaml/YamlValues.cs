using System.Globalization;

namespace NinjaBuild.Yaml;

/// <summary>Turns nodes into plain values: maps, lists, texts, numbers, booleans, null.</summary>
public static class YamlValues
{
    /// <summary>The value of a node: Dictionary (in source order), List, string, long, ulong, double, bool or null.</summary>
    public static object? ToObject(YamlNode node) => node switch
    {
        YamlMapping mapping => mapping.Entries.ToDictionary(entry => KeyOf(entry.Key), entry => ToObject(entry.Value)),
        YamlSequence sequence => sequence.Items.Select(ToObject).ToList(),
        YamlScalar scalar => scalar.Value,
        _ => throw new InvalidOperationException($"{node.GetType()} is no node"),
    };

    // sigs.k8s.io/yaml turns keys that are no strings into what JSON would call them.
    static string KeyOf(YamlScalar key) => key.Value switch
    {
        bool value => value ? "true" : "false",
        null => "null",
        string text => text,
        _ => Convert.ToString(key.Value, CultureInfo.InvariantCulture)!,
    };
}
