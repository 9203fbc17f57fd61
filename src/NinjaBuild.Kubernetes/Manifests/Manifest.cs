using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Manifests;

/// <summary>A rendered Kubernetes object: what names it, its fields, and where each of them stands in the text.</summary>
public sealed class Manifest
{
    readonly int _linesBefore;
    readonly YamlMapping _metadata;
    IReadOnlyDictionary<string, string>? _labels;
    IReadOnlyDictionary<string, string>? _annotations;
    Dictionary<string, object?>? _tree;

    internal Manifest(string path, string? source, int linesBefore, YamlMapping node, TypeName type)
    {
        Path = path;
        Source = source;
        Node = node;
        Type = type;
        _linesBefore = linesBefore;
        _metadata = node["metadata"] as YamlMapping ?? new YamlMapping(node.At, []);
    }

    /// <summary>The text it was read from, as the caller named it.</summary>
    public string Path { get; }

    /// <summary>The template it was rendered from, where a <c># Source:</c> comment says so.</summary>
    public string? Source { get; }

    /// <summary>
    /// The object as it was read. Its positions count from the start of its document: <see cref="Place(YamlNode)"/> gives those of the text.
    /// </summary>
    public YamlMapping Node { get; }

    /// <summary>API version and kind.</summary>
    public TypeName Type { get; }

    /// <summary>The kind.</summary>
    public string Kind => Type.Kind;

    /// <summary>What makes the object the same one.</summary>
    public ObjectIdentity Identity { get; internal set; }

    /// <summary>
    /// Whether it lives in a namespace; null where that cannot be told: the kind is not built in, and no definition of it stands beside it.
    /// </summary>
    public bool? IsNamespaced { get; internal set; }

    /// <summary><c>metadata.name</c>; null where the server is to make one from <see cref="GenerateName"/>.</summary>
    public string? Name => TextOf("name");

    /// <summary><c>metadata.generateName</c>.</summary>
    public string? GenerateName => TextOf("generateName");

    /// <summary><c>metadata.namespace</c> as the object itself says it; <see cref="Identity"/> has the one it will get.</summary>
    public string? DeclaredNamespace => TextOf("namespace");

    /// <summary><c>metadata.labels</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels => _labels ??= Texts("labels");

    /// <summary><c>metadata.annotations</c>.</summary>
    public IReadOnlyDictionary<string, string> Annotations => _annotations ??= Texts("annotations");

    /// <summary>The object as plain values; made once and shared, so not to be changed.</summary>
    public Dictionary<string, object?> Tree => _tree ??= (Dictionary<string, object?>)YamlValues.ToObject(Node)!;

    /// <summary>Where the object starts in the text.</summary>
    public Position At => Place(Node);

    /// <summary>Where a node of this object stands in the text.</summary>
    public Position Place(YamlNode node) => Place(node.At);

    internal Position Place(Position inDocument) => inDocument with { Line = inDocument.Line + _linesBefore };

    /// <summary>The identity and the place.</summary>
    public override string ToString() => $"{Identity} ({Path}:{At})";

    string? TextOf(string field) => _metadata[field] is YamlScalar { Value: not null, Text.Length: > 0 } scalar ? scalar.Text : null;

    Dictionary<string, string> Texts(string field)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        if (_metadata[field] is not YamlMapping mapping) return result;
        foreach (var entry in mapping.Entries)
        {
            if (entry.Value is YamlScalar scalar) result[entry.Name] = scalar.Text;
        }

        return result;
    }
}
