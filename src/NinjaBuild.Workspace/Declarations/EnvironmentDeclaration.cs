using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Declarations;

/// <summary>A place that charts are deployed to.</summary>
public sealed record EnvironmentDeclaration
{
    /// <summary>kubectl context.</summary>
    [Field("kubectl context of the environment's cluster. A deploy uses this one, whatever context is the current one.", Format = Format.ContextName)]
    public string? Context { get; init; }

    /// <summary>kubectl contexts of an environment of several clusters.</summary>
    [Field("kubectl contexts, in place of `context`, where the environment has several clusters: each gets every chart, in this order.",
        Format = Format.ContextName, Example = "[prod-eu, prod-us]")]
    public IReadOnlyList<string> Contexts { get; init; } = [];

    /// <summary>How a deploy goes through several clusters.</summary>
    [Field("How a deploy goes through several clusters.")]
    public RolloutDeclaration Rollout { get; init; } = new();

    /// <summary>Namespace of charts that set none for the environment.</summary>
    [Field("Namespace of charts that set none for this environment.", Format = Format.DnsLabel)]
    public string? Namespace { get; init; }

    /// <summary>Whether a deploy makes a namespace that is missing.</summary>
    [Field("Whether a deploy creates the namespace where it does not exist; without it, that is an error.", Default = "false")]
    public bool CreateNamespace { get; init; }

    /// <summary>What charts are deployed with.</summary>
    [Field("What charts are deployed with in this environment.", Default = "the workspace's `engine`")]
    public DeployEngine? Engine { get; init; }

    /// <summary>Whether deploying needs a confirmation.</summary>
    [Field("Whether a deploy must be confirmed by name: `--confirm <environment>`, or in CI the variable `NINJABUILD_CONFIRM=<environment>`.", Default = "false")]
    public bool Protected { get; init; }

    /// <summary>Whether images need a digest.</summary>
    [Field("Whether every image must have a digest, so that what is deployed cannot change behind its tag.", Default = "false")]
    public bool RequirePinnedImages { get; init; }

    /// <summary>Longest time for a chart in a cluster.</summary>
    [Field("How long the deploy of a chart to a cluster may take in all; rolling back after that has as long again.", Format = Format.Duration, Default = "30m")]
    public string Timeout { get; init; } = "30m";

    /// <summary>Longest time until a wave is healthy.</summary>
    [Field("How long the objects of a wave may take to become healthy, and each hook to complete.", Format = Format.Duration, Default = "10m")]
    public string WaveTimeout { get; init; } = "10m";

    /// <summary>The contexts, in order, however they were written; empty where the environment names none.</summary>
    public IReadOnlyList<string> Clusters => Context is null ? Contexts : [Context];
}

/// <summary>How a deploy goes through the clusters of an environment.</summary>
public sealed record RolloutDeclaration
{
    /// <summary>One after another, or all at once.</summary>
    [Field("`sequential`: one cluster after another, in the order of `contexts`; `parallel`: all at once.", Default = "sequential")]
    public RolloutStrategy Strategy { get; init; } = RolloutStrategy.Sequential;

    /// <summary>Number of clusters that may fail without those that follow being left out.</summary>
    [Field("Number of clusters in which a chart may fail before no further cluster is begun. The deploy has failed in any case.", Minimum = 0, Maximum = 1000, Default = "0")]
    public int MaxFailures { get; init; }
}

/// <summary>The order in which clusters are deployed to.</summary>
public enum RolloutStrategy
{
    /// <summary>One after another.</summary>
    Sequential,

    /// <summary>All at once.</summary>
    Parallel,
}

/// <summary>What charts are deployed with.</summary>
public enum DeployEngine
{
    /// <summary>NinjaBuild itself.</summary>
    Native,

    /// <summary>The helm program.</summary>
    Helm,
}
