namespace NinjaBuild.Kubernetes.Schema;

/// <summary>How a list is compared and merged.</summary>
public enum ListKind
{
    /// <summary>As a whole.</summary>
    Atomic,

    /// <summary>Its items are a set: order means nothing, none stands twice.</summary>
    Set,

    /// <summary>Its items are matched by their keys.</summary>
    Map,
}

/// <summary>A field of a definition.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it takes.</param>
/// <param name="IsRequired">Whether the schema demands it.</param>
public sealed record SchemaField(string Name, FieldType Type, bool IsRequired)
{
    /// <summary>The values that it, or each of its items, may have; empty where any will do.</summary>
    public IReadOnlyList<string> Enum { get; init; } = [];

    /// <summary>How it is merged by server-side apply, where it is a list.</summary>
    public ListKind ListKind { get; init; }

    /// <summary>The fields that tell the items of a <see cref="ListKind.Map"/> apart.</summary>
    public IReadOnlyList<string> MapKeys { get; init; } = [];

    /// <summary>The field by which <c>kubectl apply</c> matches the items of a list (strategic merge); null where it does not.</summary>
    public string? MergeKey { get; init; }

    /// <summary>Whether server-side apply replaces it as a whole, where it is a mapping.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>Whether <c>kubectl apply</c> drops the fields that the new value does not have.</summary>
    public bool RetainsKeys { get; init; }

    internal static SchemaField Parse(string name, string type, string attributes)
    {
        var field = new SchemaField(name, FieldType.Parse(type), IsRequired: false);
        foreach (var attribute in attributes.Split(';', StringSplitOptions.RemoveEmptyEntries)) field = With(field, attribute);
        return field;
    }

    static SchemaField With(SchemaField field, string attribute)
    {
        int equals = attribute.IndexOf('=', StringComparison.Ordinal);
        var value = attribute[(equals + 1)..];
        return (equals < 0 ? attribute : attribute[..equals]) switch
        {
            "required" => field with { IsRequired = true },
            "atomic" => field with { IsAtomic = true },
            "set" => field with { ListKind = ListKind.Set },
            "map" => field with { ListKind = ListKind.Map, MapKeys = value.Split(',') },
            "merge" => field with { MergeKey = value },
            "retainKeys" => field with { RetainsKeys = true },
            "enum" => field with { Enum = value.Split('|') },
            _ => field,
        };
    }
}
