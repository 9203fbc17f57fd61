using System.Globalization;
using NinjaBuild.Compare.Severities;
using NinjaBuild.Yaml;

namespace NinjaBuild.Compare.Reports.Html;

/// <summary>Where the fields of an object stand in its YAML.</summary>
sealed class FieldLines
{
    readonly YamlNode? _root;
    readonly int _lines;

    /// <summary>Reads an object's text.</summary>
    public FieldLines(string yaml)
    {
        _root = YamlReader.Read(yaml, path: "").Documents is [var document, ..] ? document : null;
        _lines = yaml.AsSpan().Count('\n') + 1;
    }

    /// <summary>The lines of a field with all that is below it, counted from 1; null where the text does not have the field.</summary>
    /// <param name="path">The field as <see cref="Model.Difference.Path"/> names it.</param>
    public (int First, int Last)? Find(string path)
    {
        if (_root is null || path.Length == 0)
            return null;
        var (node, first, last) = (_root, 1, _lines);
        foreach (var step in PathPattern.Steps(path))
        {
            if (Step(node, step, last) is not { } below)
                return null;
            (node, first, last) = below;
        }

        return (first, last);
    }

    static (YamlNode Node, int First, int Last)? Step(YamlNode node, string step, int last)
    {
        switch (node)
        {
            case YamlMapping mapping:
                for (var i = 0; i < mapping.Entries.Count; i++)
                {
                    if (mapping.Entries[i].Name == step)
                        return (mapping.Entries[i].Value, mapping.Entries[i].Key.At.Line, i + 1 < mapping.Entries.Count ? mapping.Entries[i + 1].Key.At.Line - 1 : last);
                }

                return null;
            case YamlSequence list when step is ['[', .. var key, ']']:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    if (IsItem(list.Items[i], i, key))
                        return (list.Items[i], list.Items[i].At.Line, i + 1 < list.Items.Count ? list.Items[i + 1].At.Line - 1 : last);
                }

                return null;
            default:
                return null;
        }
    }

    /// <summary>Whether an item is the one that a path calls <c>name=web</c>, <c>port=80,protocol=TCP</c>, by its value, or by its index.</summary>
    static bool IsItem(YamlNode item, int index, string key) => item switch
    {
        YamlMapping mapping when key.Contains('=', StringComparison.Ordinal) => key.Split(',').All(pair =>
            pair.Split('=', 2) is [var name, var value] && (mapping[name] is not { } field || (field is YamlScalar scalar && scalar.Text == value))),
        YamlScalar scalar when scalar.Text == key => true,
        _ => key == index.ToString(CultureInfo.InvariantCulture),
    };
}
