using System.Collections.Concurrent;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Kubernetes.Schema;

/// <summary>
/// What the API server of one version serves: its kinds, and their fields with types, required ones, allowed values, and the keys that
/// match the items of lists. From the OpenAPI documents of the versions; custom resources are not among them.
/// </summary>
public sealed class KubernetesSchema
{
    static readonly ConcurrentDictionary<KubernetesVersion, KubernetesSchema> Loaded = new();

    readonly ConcurrentDictionary<string, Definition?> _definitions = new(StringComparer.Ordinal);
    readonly Lazy<Dictionary<TypeName, ApiKind>> _kinds;
    readonly int _bit;

    KubernetesSchema(KubernetesVersion version, int index)
    {
        Version = version;
        _bit = 1 << index;
        _kinds = new Lazy<Dictionary<TypeName, ApiKind>>(ReadKinds);
    }

    /// <summary>The versions that are known, oldest first.</summary>
    public static IReadOnlyList<KubernetesVersion> Versions => SchemaText.Instance.Versions;

    /// <summary>The version.</summary>
    public KubernetesVersion Version { get; }

    /// <summary>The kinds that it serves.</summary>
    public IReadOnlyCollection<ApiKind> Kinds => _kinds.Value.Values;

    /// <summary>The schema of the newest version that is known.</summary>
    public static KubernetesSchema Newest => Nearest(Versions[^1]);

    /// <summary>The schema of a version, or of the nearest one that is known: <see cref="Version"/> tells which.</summary>
    public static KubernetesSchema Nearest(KubernetesVersion version)
    {
        var versions = Versions;
        int index = 0;
        while (index < versions.Count - 1 && versions[index] < version) index++;
        return Loaded.GetOrAdd(versions[index], static (found, at) => new KubernetesSchema(found, at), index);
    }

    /// <summary>A kind; null where this version does not serve it.</summary>
    public ApiKind? Kind(TypeName type) => _kinds.Value.GetValueOrDefault(type);

    /// <summary>The definition of a kind; null where this version does not serve it.</summary>
    public Definition? DefinitionOf(TypeName type) => Kind(type) is { } kind ? Definition(kind.DefinitionName) : null;

    /// <summary>A definition by its name (<see cref="FieldType.DefinitionName"/>); null where this version has none of that name.</summary>
    public Definition? Definition(string name) => _definitions.GetOrAdd(name, static (wanted, self) => self.ReadDefinition(wanted), this);

    /// <summary>The versions that serve a kind, oldest first; empty where none does.</summary>
    public static IReadOnlyList<KubernetesVersion> VersionsWith(TypeName type)
    {
        foreach (var (kind, versions) in SchemaText.Instance.Kinds())
        {
            if (kind.Type == type) return OfMask(versions);
        }

        return [];
    }

    /// <summary>The versions whose definition has a field, oldest first; empty where none does.</summary>
    public static IReadOnlyList<KubernetesVersion> VersionsWith(string definition, string field)
    {
        int mask = 0;
        foreach (var (known, versions) in SchemaText.Instance.Fields(definition)) mask |= known.Name == field ? versions : 0;
        return OfMask(mask);
    }

    /// <summary>Whether objects of a built-in kind live in namespaces, whatever its version; null for other kinds.</summary>
    public static bool? IsNamespaced(string group, string kind) => KindScope.IsNamespaced(group, kind);

    static List<KubernetesVersion> OfMask(int mask)
    {
        var result = new List<KubernetesVersion>();
        for (int i = 0; i < Versions.Count; i++)
        {
            if ((mask & (1 << i)) != 0) result.Add(Versions[i]);
        }

        return result;
    }

    Dictionary<TypeName, ApiKind> ReadKinds()
    {
        var result = new Dictionary<TypeName, ApiKind>();
        foreach (var (kind, versions) in SchemaText.Instance.Kinds())
        {
            if ((versions & _bit) != 0) result.Add(kind.Type, kind);
        }

        return result;
    }

    Definition? ReadDefinition(string name)
    {
        if (!SchemaText.Instance.TryDefinition(name, out bool isAtomic)) return null;
        var fields = new Dictionary<string, SchemaField>(StringComparer.Ordinal);
        foreach (var (field, versions) in SchemaText.Instance.Fields(name))
        {
            if ((versions & _bit) != 0) fields.Add(field.Name, field);
        }

        return fields.Count == 0 ? null : new Definition(name, isAtomic, fields);
    }
}
