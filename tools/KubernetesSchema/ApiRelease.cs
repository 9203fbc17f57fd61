using System.IO.Compression;
using System.Text.Json;

namespace NinjaBuild.KubernetesSchema;

/// <summary>A built-in kind.</summary>
sealed record ApiKind(string ApiVersion, string Name, string Plural, bool IsNamespaced, string Definition);

/// <summary>A field of a definition as the schema text writes it.</summary>
sealed record ApiField(string Name, string Type, string Attributes, IReadOnlyList<string> Enum)
{
    /// <summary>The attributes with the values that are allowed.</summary>
    public string AllAttributes => Enum.Count == 0 ? Attributes : $"{Attributes}{(Attributes.Length == 0 ? "" : ";")}enum={string.Join('|', Enum)}";
}

/// <summary>A definition that has fields.</summary>
sealed record ApiDefinition(string Name, bool IsAtomic, Dictionary<string, ApiField> Fields);

/// <summary>What one version of Kubernetes serves.</summary>
sealed class ApiRelease
{
    readonly JsonElement _definitions;

    ApiRelease(JsonElement root)
    {
        Version = root.GetProperty("version").GetString()!;
        _definitions = root.GetProperty("definitions");
        foreach (var kind in root.GetProperty("kinds").EnumerateArray()) Kinds.Add(Kind(kind));
        foreach (var kind in Kinds) Add(kind.Definition);
    }

    /// <summary>The exact version: 1.34.9.</summary>
    public string Version { get; }

    public List<ApiKind> Kinds { get; } = [];

    /// <summary>The definitions that kinds use, by their short names.</summary>
    public Dictionary<string, ApiDefinition> Definitions { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the source of this version tells allowed values at all.</summary>
    public bool HasEnumerations => Definitions.Values.Any(definition => definition.Fields.Values.Any(each => each.Enum.Count > 0));

    public static List<ApiRelease> ReadAll(string folder)
    {
        var releases = new List<ApiRelease>();
        foreach (var path in Directory.GetFiles(folder, "openapi-*.json.gz").Order(StringComparer.Ordinal))
        {
            using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var document = JsonDocument.Parse(stream);
            releases.Add(new ApiRelease(document.RootElement.Clone()));
        }

        return releases.Count > 0 ? releases : throw new InvalidDataException($"{folder} holds no openapi-1.NN.json.gz");
    }

    static ApiKind Kind(JsonElement kind)
    {
        var group = kind.GetProperty("group").GetString()!;
        var version = kind.GetProperty("version").GetString()!;
        return new ApiKind(
            group.Length == 0 ? version : $"{group}/{version}",
            kind.GetProperty("kind").GetString()!,
            kind.GetProperty("plural").GetString()!,
            kind.GetProperty("namespaced").GetBoolean(),
            kind.GetProperty("definition").GetString()!);
    }

    void Add(string name)
    {
        var shortName = DefinitionName.Short(name);
        if (Definitions.ContainsKey(shortName)) return;
        var schema = _definitions.GetProperty(name);
        var fields = new Dictionary<string, ApiField>(StringComparer.Ordinal);
        var isAtomic = schema.TryGetProperty("x-kubernetes-map-type", out var mapType) && mapType.GetString() == "atomic";
        Definitions.Add(shortName, new ApiDefinition(shortName, isAtomic, fields));

        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(each => each.GetString()!).ToHashSet() : [];
        foreach (var property in schema.GetProperty("properties").EnumerateObject())
            fields.Add(property.Name, new FieldReader(_definitions, Add).Read(property.Name, property.Value, required.Contains(property.Name)));
    }
}
