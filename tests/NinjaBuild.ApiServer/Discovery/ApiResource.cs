using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.ApiServer.Discovery;

/// <summary>A kind in one version, as it is served.</summary>
/// <param name="Type">Its API version and kind.</param>
/// <param name="Plural">Its name in paths.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces.</param>
/// <param name="Definition">Its fields; null where it takes whatever comes.</param>
sealed record ApiResource(TypeName Type, string Plural, bool IsNamespaced, Definition? Definition)
{
    /// <summary>The API group; empty for the core group.</summary>
    public string Group => Type.Group;

    public string Kind => Type.Kind;

    public string Singular { get; init; } = Type.Kind.ToLowerInvariant();

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Whether it is defined by a CustomResourceDefinition.</summary>
    public bool IsCustom { get; init; }

    /// <summary>Whether <c>/status</c> is served, so that the object itself takes no status.</summary>
    public bool HasStatus { get; init; }

    /// <summary>Whether <c>/scale</c> is served.</summary>
    public bool HasScale { get; init; }

    /// <summary>The schema of a custom kind as its definition has it, for defaults; null for built-in kinds.</summary>
    public object? CustomSchema { get; init; }

    /// <summary><c>deployments.apps</c>, <c>pods</c>: as messages name it.</summary>
    public string GroupResource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>Whether requests are answered at once and nothing is kept: reviews.</summary>
    public bool IsReview { get; init; }

    public IReadOnlyList<string> Verbs => IsReview ? ["create"] : ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <summary>As Go prints a GroupVersionKind: <c>apps/v1, Kind=Deployment</c>, <c>/v1, Kind=Pod</c>.</summary>
    public string GoType => $"{Group}/{Type.Version}, Kind={Kind}";
}
