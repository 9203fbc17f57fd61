using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Manifests;

/// <summary>One reading of a text: gathers objects and faults.</summary>
sealed class ManifestReading(string path, string? releaseNamespace)
{
    const int MaxBrokenDocuments = 20;

    readonly List<Manifest> _manifests = [];
    readonly List<ManifestFault> _faults = [];
    int _brokenDocuments;

    /// <summary>Ends the reading.</summary>
    public ManifestSet ToSet()
    {
        Identities.Assign(_manifests, releaseNamespace);
        DuplicateIdentities.Find(_manifests, _faults);
        _faults.Sort((a, b) => (a.At.Line, a.At.Column).CompareTo((b.At.Line, b.At.Column)));
        return new ManifestSet(_manifests, _faults);
    }

    /// <summary>Reads a document.</summary>
    public void Document(DocumentSlice slice)
    {
        var documents = Documents(ref slice);
        for (int i = 0; i < documents.Count; i++)
        {
            if (documents[i] is YamlMapping mapping) Object(slice, mapping, inherited: default);
            else if (documents[i] is not YamlScalar { Value: null })
                Fail(slice, documents[i].At, "is no object: expected apiVersion, kind and metadata");
        }
    }

    // What the cluster's tools forgive (a key that stands twice: the last one counts) is read as they read it, and warned of.
    IReadOnlyList<YamlNode> Documents(ref DocumentSlice slice)
    {
        var strict = YamlReader.Read(slice.Text, path);
        if (strict.IsValid) return strict.Documents;
        if (++_brokenDocuments > MaxBrokenDocuments) return GiveUp(slice);

        // Messages name further places: they are right where the document stands as deep as it does in the text.
        slice = new DocumentSlice(new string('\n', slice.LinesBefore) + slice.Text, LinesBefore: 0, slice.Source);
        strict = YamlReader.Read(slice.Text, path);
        var forgiving = YamlReader.Read(slice.Text, path, dialect: YamlDialect.Kubernetes);
        var severity = forgiving.IsValid ? FaultSeverity.Warning : FaultSeverity.Error;
        foreach (var error in (forgiving.IsValid ? strict : forgiving).Errors) Fail(slice, error.At, error.Message, severity);
        return forgiving.IsValid ? forgiving.Documents : [];
    }

    List<YamlNode> GiveUp(DocumentSlice slice)
    {
        if (_brokenDocuments == MaxBrokenDocuments + 1)
            Fail(slice, new Position(1, 1), $"more than {MaxBrokenDocuments} documents are broken: what is wrong with the others is not said");
        return [];
    }

    void Object(DocumentSlice slice, YamlMapping node, TypeName inherited)
    {
        var apiVersion = Text(node["apiVersion"]) ?? inherited.ApiVersion;
        var kind = Text(node["kind"]) ?? inherited.Kind;
        if (apiVersion is null || kind is null)
        {
            Fail(slice, node.At, $"is no object: {Missing(apiVersion, kind)} missing");
            return;
        }

        var type = new TypeName(apiVersion, kind);
        if (IsList(node, kind)) Items(slice, (YamlSequence)node["items"]!, type);
        else Named(slice, node, type);
    }

    static string Missing(string? apiVersion, string? kind) => (apiVersion, kind) switch
    {
        (null, null) => "apiVersion and kind are",
        (null, _) => "apiVersion is",
        _ => "kind is",
    };

    static bool IsList(YamlMapping node, string kind) => kind.EndsWith("List", StringComparison.Ordinal) && node["items"] is YamlSequence;

    // The items of a typed list (RoleList) need not say what they are.
    void Items(DocumentSlice slice, YamlSequence items, TypeName list)
    {
        var inherited = list.Kind == "List" ? default : list with { Kind = list.Kind[..^"List".Length] };
        foreach (var item in items.Items)
        {
            if (item is YamlMapping mapping) Object(slice, mapping, inherited);
            else Fail(slice, item.At, "is no object: an item of a list needs apiVersion, kind and metadata");
        }
    }

    void Named(DocumentSlice slice, YamlMapping node, TypeName type)
    {
        var metadata = node["metadata"] as YamlMapping;
        var name = Text(metadata?["name"]);
        var generateName = Text(metadata?["generateName"]);
        if (name is null && generateName is null)
        {
            Fail(slice, (metadata ?? node).At, $"this {type.Kind} has no name: metadata.name is missing");
            return;
        }

        if (name is not null && NameRules.Problem(type, name) is { } problem)
            Fail(slice, metadata!["name"]!.At, $"the name of this {type.Kind}, '{name}', {problem}");
        var ns = Text(metadata?["namespace"]);
        if (ns is not null && NameRules.LabelProblem(ns) is { } badNamespace)
            Fail(slice, metadata!["namespace"]!.At, $"the namespace of this {type.Kind}, '{ns}', {badNamespace}");

        _manifests.Add(new Manifest(path, slice.Source, slice.LinesBefore, node, type));
    }

    static string? Text(YamlNode? node) => node is YamlScalar { Value: not null, Text.Length: > 0 } scalar ? scalar.Text : null;

    void Fail(DocumentSlice slice, Position at, string message, FaultSeverity severity = FaultSeverity.Error) =>
        _faults.Add(new ManifestFault(severity, path, at with { Line = at.Line + slice.LinesBefore }, message, slice.Source));
}
