using NinjaBuild.Deploy.Releases;

namespace NinjaBuild.Deploy;

/// <summary>A composed chart that is to be deployed to an environment, or one that was deployed to it.</summary>
/// <param name="Name">Its name, which is the release's too.</param>
/// <param name="Namespace">The release's namespace in the environment; null where the chart is no longer declared, so that only its record tells.</param>
/// <param name="Source">What it is rendered from.</param>
public sealed record DeployChart(string Name, string? Namespace, ReleaseSource Source)
{
    /// <summary>Whether it is deployed elsewhere than a declaration says, or no longer declared.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>The charts of this deploy that must be healthy before it.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Namespaces, besides the release's, that its objects may be in.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Kinds outside namespaces that it may have.</summary>
    public IReadOnlyList<string> ClusterScoped { get; init; } = [];
}
