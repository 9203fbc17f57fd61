namespace NinjaBuild.Kubernetes.Schema;

/// <summary>The fields of a kind, or of a part of one.</summary>
public sealed class Definition
{
    internal Definition(string name, bool isAtomic, Dictionary<string, SchemaField> fields)
    {
        Name = name;
        IsAtomic = isAtomic;
        Fields = fields;
    }

    /// <summary>Its name without the path of its Go package: <c>core.v1.Container</c>, <c>meta.v1.ObjectMeta</c>.</summary>
    public string Name { get; }

    /// <summary>Whether server-side apply replaces it as a whole.</summary>
    public bool IsAtomic { get; }

    /// <summary>The fields by their names.</summary>
    public IReadOnlyDictionary<string, SchemaField> Fields { get; }
}
