using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.ApiServer.Apply;

/// <summary>What a value is to server-side apply: how it is taken apart, and how its items are matched.</summary>
/// <param name="Schema">Where definitions are looked up.</param>
/// <param name="Type">Its type; null where nothing is known of it, so that mappings are merged and lists replaced.</param>
/// <param name="ListKind">How a list is merged.</param>
/// <param name="MapKeys">The keys of a list's items.</param>
/// <param name="IsAtomic">Whether it is replaced as a whole.</param>
readonly record struct NodeType(KubernetesSchema Schema, FieldType? Type, ListKind ListKind, IReadOnlyList<string> MapKeys, bool IsAtomic)
{
    /// <summary>The type of a whole object.</summary>
    public static NodeType Root(KubernetesSchema schema, Definition? definition) =>
        definition is null
            ? Unknown(schema)
            : new NodeType(schema, new FieldType(FieldShape.Definition) { Inline = definition }, ListKind.Atomic, [], definition.IsAtomic);

    /// <summary>The definition of a mapping with known fields; null for other types.</summary>
    public Definition? Definition =>
        Type is not { Shape: FieldShape.Definition } type ? null : type.Inline ?? (type.DefinitionName is { } name ? Schema.Definition(name) : null);

    /// <summary>Whether a mapping is one value.</summary>
    public bool IsAtomicMapping => IsAtomic || Definition?.IsAtomic == true;

    /// <summary>Whether a list's items are values of their own.</summary>
    public bool IsAssociative => Type?.Shape == FieldShape.List && ListKind != ListKind.Atomic;

    /// <summary>Whether the definition has a field.</summary>
    public bool IsNamed(string field) => Definition?.Fields.ContainsKey(field) == true;

    /// <summary>The type of a field's value.</summary>
    public NodeType Field(string name)
    {
        if (Definition is { } definition)
            return definition.Fields.TryGetValue(name, out var field) ? Of(field) : Unknown(Schema);
        return Type is { Shape: FieldShape.Map, Element: { } element } ? Plain(element) : Unknown(Schema);
    }

    /// <summary>The type of a list's items.</summary>
    public NodeType Item => Type is { Shape: FieldShape.List, Element: { } element } ? Plain(element) : Unknown(Schema);

    /// <summary>The type behind a path element.</summary>
    public NodeType Child(string element) => element.StartsWith(PathElement.FieldPrefix, StringComparison.Ordinal) ? Field(element[2..]) : Item;

    /// <summary>The path element of an item of an associative list; null where it lacks a key.</summary>
    public string? ElementOf(object? item)
    {
        if (ListKind == ListKind.Set) return PathElement.OfValue(item);
        if (item is not Tree mapping) return null;
        var keys = new Tree(MapKeys.Count, StringComparer.Ordinal);
        foreach (var name in MapKeys.Order(StringComparer.Ordinal))
        {
            // The only key with a default (core/v1 ContainerPort and ServicePort: "+default=TCP").
            var value = mapping.GetValueOrDefault(name) ?? (name == "protocol" ? "TCP" : null);
            if (value is not null) keys[name] = value;
        }

        return keys.Count == 0 ? null : PathElement.OfKeys(keys);
    }

    static NodeType Unknown(KubernetesSchema schema) => new(schema, Type: null, ListKind.Atomic, [], IsAtomic: false);

    NodeType Of(SchemaField field) => new(Schema, field.Type, field.ListKind, field.MapKeys, field.IsAtomic);

    NodeType Plain(FieldType type) => new(Schema, type, ListKind.Atomic, [], IsAtomic: false);
}
