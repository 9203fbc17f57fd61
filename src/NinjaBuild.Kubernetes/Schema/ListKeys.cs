using System.Globalization;
using System.Text;
using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Schema;

/// <summary>Which items of two lists are the same one.</summary>
public static class ListKeys
{
    /// <summary>
    /// The fields that tell the items of a list apart: the keys of server-side apply, else the merge key of <c>kubectl apply</c>; empty for
    /// lists that are compared as a whole, item by item.
    /// </summary>
    public static IReadOnlyList<string> Of(SchemaField field) =>
        field.ListKind == ListKind.Map ? field.MapKeys : field.MergeKey is { } key ? [key] : [];

    /// <summary>
    /// The key of an item: <c>name=web</c>, <c>port=80,protocol=TCP</c>; for a set, its value. Null where the list has no keys or the item
    /// lacks one that has no default.
    /// </summary>
    public static string? KeyOf(SchemaField field, YamlNode item)
    {
        if (field.ListKind == ListKind.Set) return item is YamlScalar { Value: not null } scalar ? scalar.Text : null;
        return item is YamlMapping mapping ? Key(Of(field), name => Text(mapping[name])) : null;
    }

    /// <summary>As <see cref="KeyOf(SchemaField, YamlNode)"/>, for an item as plain values.</summary>
    public static string? KeyOf(SchemaField field, object? item)
    {
        if (field.ListKind == ListKind.Set) return Text(item);
        return item is IReadOnlyDictionary<string, object?> mapping ? Key(Of(field), name => Text(mapping.GetValueOrDefault(name))) : null;
    }

    static string? Key(IReadOnlyList<string> names, Func<string, string?> value)
    {
        if (names.Count == 0) return null;
        var key = new StringBuilder();
        foreach (var name in names)
        {
            if ((value(name) ?? Default(name)) is not { } text) return null;
            if (key.Length > 0) key.Append(',');
            key.Append(name).Append('=').Append(text);
        }

        return key.ToString();
    }

    // The only key field with a default (core/v1 ContainerPort and ServicePort: "+default=TCP").
    static string? Default(string name) => name == "protocol" ? "TCP" : null;

    static string? Text(YamlNode? node) => node is YamlScalar { Value: not null } scalar ? scalar.Text : null;

    static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => null,
    };
}
