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

    /// <summary>For instance v1.34.0.</summary>
    public string KubeVersion { get; init; } = "v1.34.0";

    /// <summary>Group versions and kinds that the cluster serves, besides v1.</summary>
    public IReadOnlyList<string> ApiVersions { get; init; } = [];
}
