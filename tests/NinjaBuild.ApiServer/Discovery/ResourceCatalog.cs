using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.ApiServer.Discovery;

/// <summary>What is served: the built-in kinds of a version, reviews, and the kinds of established CustomResourceDefinitions.</summary>
sealed class ResourceCatalog
{
    readonly Lock _gate = new();
    readonly Dictionary<string, IReadOnlyList<ApiResource>> _custom = new(StringComparer.Ordinal);
    readonly IReadOnlyList<ApiResource> _builtIn;
    volatile Dictionary<(string ApiVersion, string Plural), ApiResource> _byPath = [];
    volatile Dictionary<TypeName, ApiResource> _byType = [];

    public ResourceCatalog(KubernetesSchema schema)
    {
        Schema = schema;
        _builtIn = [.. schema.Kinds.Select(kind => BuiltIn(schema, kind)), .. Reviews()];
        Index();
    }

    public KubernetesSchema Schema { get; }

    /// <summary>All that is served.</summary>
    public IReadOnlyCollection<ApiResource> Resources => _byPath.Values;

    /// <summary>The resource of a path; null where none is served there.</summary>
    public ApiResource? Find(string apiVersion, string plural) => _byPath.GetValueOrDefault((apiVersion, plural));

    /// <summary>The resource of a kind; null where it is not served.</summary>
    public ApiResource? Find(TypeName type) => _byType.GetValueOrDefault(type);

    /// <summary>Whether anything is served of a group's version.</summary>
    public bool Serves(string apiVersion) => Resources.Any(resource => resource.Type.ApiVersion == apiVersion);

    /// <summary>Serves the kinds of a CustomResourceDefinition from now on, or no longer where there are none.</summary>
    public void Define(string definitionName, IReadOnlyList<ApiResource> resources)
    {
        lock (_gate)
        {
            if (resources.Count == 0) _custom.Remove(definitionName);
            else _custom[definitionName] = resources;
            Index();
        }
    }

    void Index()
    {
        var all = _builtIn.Concat(_custom.Values.SelectMany(resources => resources)).ToList();
        _byType = all.ToDictionary(resource => resource.Type);
        _byPath = all.ToDictionary(resource => (resource.Type.ApiVersion, resource.Plural));
    }

    static ApiResource BuiltIn(KubernetesSchema schema, ApiKind kind)
    {
        var definition = schema.Definition(kind.DefinitionName);
        var resource = new ApiResource(kind.Type, kind.Plural, kind.IsNamespaced, definition);
        return resource with
        {
            ShortNames = ShortNames.Of(resource.GroupResource),
            Categories = ShortNames.CategoriesOf(resource.GroupResource),
            HasStatus = definition?.Fields.ContainsKey("status") == true,
            HasScale = resource.GroupResource is "deployments.apps" or "replicasets.apps" or "statefulsets.apps" or "replicationcontrollers",
        };
    }

    static IEnumerable<ApiResource> Reviews()
    {
        const string Version = "authorization.k8s.io/v1";
        yield return Review(Version, "SelfSubjectAccessReview", "selfsubjectaccessreviews");
        yield return Review(Version, "SelfSubjectRulesReview", "selfsubjectrulesreviews");
        yield return Review("authentication.k8s.io/v1", "SelfSubjectReview", "selfsubjectreviews");
    }

    static ApiResource Review(string apiVersion, string kind, string plural) =>
        new(new TypeName(apiVersion, kind), plural, IsNamespaced: false, Definition: null) { IsReview = true };
}
