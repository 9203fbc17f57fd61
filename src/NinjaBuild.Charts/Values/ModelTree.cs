using System.Collections;
using System.Globalization;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Charts.Values;

/// <summary>Turns a declaration's records into a tree of plain values, field by field; what is not set, or says what holds anyway, is left out.</summary>
static class ModelTree
{
    /// <summary>The tree of a model value; <see langword="null"/> for null.</summary>
    public static object? Of(object? value) => value switch
    {
        null => null,
        bool or string => value,
        int number => (long)number,
        long or double => value,
        Enum member => ModelType.NameOf(member),
        IReadOnlyDictionary<string, object?> raw => raw,
        IReadOnlyDictionary<string, string> texts => ValueTree.Texts(texts),
        IDictionary map => OfMap(map),
        IEnumerable items => items.Cast<object?>().Select(Of).ToList(),
        _ => OfRecord(value),
    };

    static Dictionary<string, object?> OfMap(IDictionary map)
    {
        var tree = new Dictionary<string, object?>();
        foreach (DictionaryEntry entry in map)
            tree[(string)entry.Key] = Of(entry.Value);
        return tree;
    }

    static Dictionary<string, object?> OfRecord(object record)
    {
        var tree = new Dictionary<string, object?>();
        foreach (var field in ModelType.Of(record.GetType()).Fields)
        {
            var value = field.GetValue(record);
            if (value is string text && field.Attribute.Format == Format.IntOrPercent && long.TryParse(text, CultureInfo.InvariantCulture, out var number))
                tree[field.Name] = number;
            else if (!(value is false && field.Attribute.Default == "false") && Of(value) is { } inner and not ICollection { Count: 0 })
                tree[field.Name] = inner;
        }

        return tree;
    }
}
