using NinjaBuild.Compare.Differences;
using NinjaBuild.Kubernetes.Defaults;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Meaning;

/// <summary>The objects of one side, each in its normal form, with what they know of each other.</summary>
sealed class Side
{
    readonly Dictionary<ObjectIdentity, Map> _normal;
    readonly ILookup<string, Manifest> _byKind;
    readonly Lazy<IReadOnlySet<string>> _selectedLabels;
    readonly Lazy<IReadOnlySet<string>> _customSelectedLabels;
    readonly Lazy<IReadOnlyList<Model.IngressRoute>> _routes;

    /// <summary>Takes the objects of a release, no two of which have one identity.</summary>
    public Side(IReadOnlyList<Manifest> objects, KubernetesSchema schema)
    {
        Objects = objects;
        _normal = objects.ToDictionary(manifest => manifest.Identity, Map (manifest) => IngressRules.Merged(manifest.Type, Normal(manifest, schema)));
        _byKind = objects.ToLookup(manifest => manifest.Kind, StringComparer.Ordinal);
        _selectedLabels = new Lazy<IReadOnlySet<string>>(() => SelectedLabels.Of(_normal.Values));
        _customSelectedLabels = new Lazy<IReadOnlySet<string>>(() => SelectedLabels.Of(
            objects.Where(manifest => KubernetesSchema.IsNamespaced(manifest.Type.Group, manifest.Kind) is null).Select(Tree)));
        _routes = new Lazy<IReadOnlyList<Model.IngressRoute>>(() => [.. Of("Ingress").SelectMany(ingress => IngressRules.Routes(this, ingress))]);
    }

    /// <summary>The objects.</summary>
    public IReadOnlyList<Manifest> Objects { get; }

    /// <summary>The keys of all labels that some selector of the side looks at.</summary>
    public IReadOnlySet<string> SelectedLabelKeys => _selectedLabels.Value;

    /// <summary>The keys of the labels that selectors in objects of custom kinds look at.</summary>
    public IReadOnlySet<string> CustomSelectedLabelKeys => _customSelectedLabels.Value;

    /// <summary>The routes of all its Ingresses.</summary>
    public IReadOnlyList<Model.IngressRoute> Routes => _routes.Value;

    /// <summary>The objects of a kind.</summary>
    public IEnumerable<Manifest> Of(string kind) => _byKind[kind];

    /// <summary>An object in its normal form.</summary>
    public Map Tree(Manifest manifest) => _normal[manifest.Identity];

    /// <summary>An object of a core kind in its normal form; null where the side has none of that name.</summary>
    public Map? Find(string kind, string @namespace, string name) => _normal.GetValueOrDefault(new ObjectIdentity("", kind, @namespace, name));

    /// <summary>The pod templates that a selector of labels finds in a namespace.</summary>
    public IEnumerable<Map> Pods(string @namespace, Map selector) => selector.Count == 0
        ? []
        : Objects.Where(manifest => manifest.Identity.Namespace == @namespace)
            .Select(manifest => Tree(manifest).Mapping("spec", "template"))
            .Where(template => IsSelected(template.Mapping("metadata", "labels"), selector));

    /// <summary>Whether labels are what a selector looks for.</summary>
    public static bool IsSelected(Map labels, Map selector) =>
        selector.All(label => labels.TryGetValue(label.Key, out var value) && CanonicalText.Plain(value) == CanonicalText.Plain(label.Value));

    // An object of an API version that is gone means what it would mean in the one that is served.
    static TypeName Served(TypeName type, KubernetesSchema schema) => schema.Kind(type) is not null
        ? type
        : schema.Kinds.FirstOrDefault(kind => kind.Type.Group == type.Group && kind.Type.Kind == type.Kind)?.Type ?? type;

    // What the cluster says of an object is no part of what is declared.
    static Dictionary<string, object?> Normal(Manifest manifest, KubernetesSchema schema)
    {
        var tree = Normalization.Normalized(manifest.Tree, Served(manifest.Type, schema), schema);
        tree.Remove("status");
        return tree;
    }
}
