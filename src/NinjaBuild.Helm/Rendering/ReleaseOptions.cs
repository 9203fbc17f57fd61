namespace NinjaBuild.Helm.Rendering;

/// <summary>What <c>.Release</c> and <c>.Capabilities</c> tell a template.</summary>
public sealed record ReleaseOptions
{
    /// <summary>The release's name.</summary>
    public string Name { get; init; } = "release-name";

    /// <summary>The namespace it goes to.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Whether an earlier revision exists.</summary>
    public bool IsUpgrade { get; init; }

    /// <summary>Counted from 1.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>The cluster's version, for instance v1.34.0.</summary>
    public KubeVersion KubeVersion { get; init; } = KubeVersion.Default;

    /// <summary>Group versions and kinds that the cluster serves, besides those that Kubernetes itself has.</summary>
    public IReadOnlyList<string> ApiVersions { get; init; } = [];
}
