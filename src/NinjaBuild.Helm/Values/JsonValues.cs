using NinjaBuild.Yaml;

namespace NinjaBuild.Helm.Values;

/// <summary>Plain values of YAML, as Helm's way through JSON makes them: every number is a float64.</summary>
static class JsonValues
{
    public static object? Of(YamlNode node) => node switch
    {
        YamlScalar { Value: long number } => (double)number,
        YamlScalar { Value: ulong number } => (double)number,
        YamlScalar scalar => scalar.Value,
        YamlMapping mapping => OfMapping(mapping),
        YamlSequence sequence => OfSequence(sequence),
        _ => null,
    };

    static Dictionary<string, object?> OfMapping(YamlMapping mapping)
    {
        var entries = mapping.Entries;
        var map = new Dictionary<string, object?>(entries.Count, StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
            map[entries[i].Name] = Of(entries[i].Value);
        return map;
    }

    static List<object?> OfSequence(YamlSequence sequence)
    {
        var list = new List<object?>(sequence.Items.Count);
        for (var i = 0; i < sequence.Items.Count; i++)
            list.Add(Of(sequence.Items[i]));
        return list;
    }
}
