using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Kubernetes.Client;

/// <summary>A kind of object as a server serves it.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version: <c>v1</c>.</param>
/// <param name="Kind">The kind: <c>Deployment</c>.</param>
/// <param name="Plural">Its name in paths: <c>deployments</c>.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces.</param>
/// <param name="Verbs">What the server can do with it: <c>get</c>, <c>list</c>, <c>watch</c>, <c>create</c>, <c>patch</c>, <c>delete</c> …</param>
public sealed record ApiResource(string Group, string Version, string Kind, string Plural, bool IsNamespaced, IReadOnlySet<string> Verbs)
{
    /// <summary><c>apps/v1</c>, <c>v1</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The type as it stands in a manifest.</summary>
    public TypeName Type => new(ApiVersion, Kind);

    /// <summary><c>deployments.apps</c>, <c>configmaps</c>.</summary>
    public string GroupResource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary><c>deployments.apps</c>.</summary>
    public override string ToString() => GroupResource;
}
