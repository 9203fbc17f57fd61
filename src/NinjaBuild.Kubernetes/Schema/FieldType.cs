namespace NinjaBuild.Kubernetes.Schema;

/// <summary>What a field takes.</summary>
public enum FieldShape
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>Text.</summary>
    String,

    /// <summary>A boolean.</summary>
    Boolean,

    /// <summary>A whole number of 32 bits.</summary>
    Int32,

    /// <summary>A whole number of 64 bits.</summary>
    Int64,

    /// <summary>A number.</summary>
    Double,

    /// <summary>An amount: <see cref="Quantities.Quantity"/>.</summary>
    Quantity,

    /// <summary>A whole number or a text.</summary>
    IntOrString,

    /// <summary>A point in time (RFC 3339).</summary>
    DateTime,

    /// <summary>Bytes in base64.</summary>
    Bytes,

    /// <summary>A mapping with whatever fields.</summary>
    Object,

    /// <summary>A mapping with the fields of a definition.</summary>
    Definition,

    /// <summary>A list.</summary>
    List,

    /// <summary>A mapping from names to values of one type.</summary>
    Map,
}

/// <summary>The type of a field.</summary>
/// <param name="Shape">What it takes.</param>
/// <param name="Element">The type of a list's items or a map's values.</param>
/// <param name="DefinitionName">The name of the definition of a <see cref="FieldShape.Definition"/>.</param>
public sealed record FieldType(FieldShape Shape, FieldType? Element = null, string? DefinitionName = null)
{
    /// <summary>The definition itself, where it has no name: a part of a custom kind.</summary>
    internal Definition? Inline { get; init; }

    /// <summary>The type of what is in the innermost list or map.</summary>
    public FieldType Innermost => Element?.Innermost ?? this;

    internal static FieldType Parse(ReadOnlySpan<char> text) => text switch
    {
        ['[', .. var items, ']'] => new FieldType(FieldShape.List, Parse(items)),
        ['{', .. var values, '}'] => new FieldType(FieldShape.Map, Parse(values)),
        ['&', .. var name] => new FieldType(FieldShape.Definition, DefinitionName: name.ToString()),
        "string" => Of(FieldShape.String),
        "boolean" => Of(FieldShape.Boolean),
        "int32" => Of(FieldShape.Int32),
        "int64" => Of(FieldShape.Int64),
        "double" => Of(FieldShape.Double),
        "quantity" => Of(FieldShape.Quantity),
        "int-or-string" => Of(FieldShape.IntOrString),
        "date-time" => Of(FieldShape.DateTime),
        "byte" => Of(FieldShape.Bytes),
        "object" => Of(FieldShape.Object),
        _ => Of(FieldShape.Any),
    };

    static FieldType Of(FieldShape shape) => new(shape);
}
