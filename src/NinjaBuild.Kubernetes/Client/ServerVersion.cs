using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Kubernetes.Client;

/// <summary>The version of an API server.</summary>
/// <param name="Text">As it says it: <c>v1.32.4</c>, <c>v1.33.1-gke.1744000</c>.</param>
/// <param name="Major">The major version: 1.</param>
/// <param name="Minor">The minor version.</param>
public sealed record ServerVersion(string Text, int Major, int Minor)
{
    /// <summary>The minor version, by which schemas are chosen.</summary>
    public KubernetesVersion Schema => new(Major, Minor);

    /// <summary><c>v1.32.4</c>.</summary>
    public override string ToString() => Text;
}
