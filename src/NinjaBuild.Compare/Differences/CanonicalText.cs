using System.Globalization;
using System.Text;
using NinjaBuild.Kubernetes.Quantities;
using NinjaBuild.Kubernetes.Schema;
using List = System.Collections.Generic.IReadOnlyList<object?>;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Differences;

/// <summary>A text for a value, the same for two values exactly if they mean the same.</summary>
/// <param name="schema">The schema of the cluster's version.</param>
sealed class CanonicalText(KubernetesSchema schema)
{
    /// <summary>The text of a value of a type; the type is null where it is not known.</summary>
    public string Of(FieldType? type, object? value)
    {
        var text = new StringBuilder();
        Write(text, type, null, null, value);
        return text.ToString();
    }

    /// <summary>The text of a scalar.</summary>
    public static string Scalar(FieldType? type, object? value)
    {
        var text = Plain(value);
        return type?.Shape switch
        {
            FieldShape.Quantity => Quantity.TryParse(text, out var quantity) ? quantity.Nanos.ToString(CultureInfo.InvariantCulture) : text,
            FieldShape.IntOrString => text,
            _ => value is string ? $"'{text}" : text,
        };
    }

    /// <summary>A scalar as YAML would print it, without quotes.</summary>
    public static string Plain(object? value) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    void Write(StringBuilder text, FieldType? type, Definition? owner, SchemaField? field, object? value)
    {
        switch (value)
        {
            case Map map:
                Write(text, type, map);
                break;
            case List list:
                var items = list.Select(item => Of(type?.Element, item));
                text.Append('[').AppendJoin(',', ListMeaning.IsUnordered(owner, field) ? items.Order(StringComparer.Ordinal) : items).Append(']');
                break;
            default:
                // Lengths ahead of texts: nothing in a text can be taken for structure.
                var scalar = Scalar(type, value);
                text.Append(CultureInfo.InvariantCulture, $"{scalar.Length}:{scalar}");
                break;
        }
    }

    void Write(StringBuilder text, FieldType? type, Map map)
    {
        var definition = type?.DefinitionName is { } name ? schema.Definition(name) : null;
        text.Append('{');
        foreach (var (key, value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var field = definition?.Fields.GetValueOrDefault(key);
            text.Append(CultureInfo.InvariantCulture, $"{key.Length}:{key}=");
            Write(text, type?.Shape == FieldShape.Map ? type.Element : field?.Type, definition, field, value);
            text.Append(',');
        }

        text.Append('}');
    }
}
