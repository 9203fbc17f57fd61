using NinjaBuild.Helm.Rendering;

namespace NinjaBuild.Compare.Import;

/// <summary>What is to be imported, and to where.</summary>
public sealed record ImportRequest
{
    /// <summary>Root of the workspace.</summary>
    public required string Root { get; init; }

    /// <summary>The hand-written chart: a folder or a .tgz.</summary>
    public required string Path { get; init; }

    /// <summary>The new chart's folder, relative to the workspace: <c>charts/&lt;name&gt;</c>.</summary>
    public required string To { get; init; }

    /// <summary>Environments, as <c>ninja.yaml</c> names them; empty for those that the chart has values files for.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>Values files: all of them for one environment, or one for each environment in the same order.</summary>
    public IReadOnlyList<string> ValuesFiles { get; init; } = [];

    /// <summary>Name of the live release; null where it is the new chart's name.</summary>
    public string? Release { get; init; }

    /// <summary>Namespace of the live release; null where it is the new chart's name.</summary>
    public string? Namespace { get; init; }

    /// <summary>Version of the cluster.</summary>
    public KubeVersion KubeVersion { get; init; } = KubeVersion.Default;

    /// <summary>Whether files that exist are replaced.</summary>
    public bool Force { get; init; }
}
