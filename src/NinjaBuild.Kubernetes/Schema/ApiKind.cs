using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Kubernetes.Schema;

/// <summary>A built-in kind.</summary>
/// <param name="Type">Its API version and kind.</param>
/// <param name="Plural">Its name in paths of the API: <c>deployments</c>.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces.</param>
/// <param name="DefinitionName">The name of its definition.</param>
public sealed record ApiKind(TypeName Type, string Plural, bool IsNamespaced, string DefinitionName);
