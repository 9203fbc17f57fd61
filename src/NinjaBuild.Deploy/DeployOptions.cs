using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Waiting;

namespace NinjaBuild.Deploy;

/// <summary>How a release is deployed.</summary>
public sealed record DeployOptions
{
    /// <summary>What the plan may do.</summary>
    public PlanPermissions Permissions { get; init; } = new(Replace: false, TakeFields: false, Adopt: false);

    /// <summary>Whether nothing is changed: the plan is all that is wanted.</summary>
    public bool PlanOnly { get; init; }

    /// <summary>Whether a failed deploy is left as it is.</summary>
    public bool NoRollback { get; init; }

    /// <summary>How long the deploy may wait for health in all.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a wave may take to get healthy.</summary>
    public TimeSpan WaveTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a deploy bears with what looks bad.</summary>
    public HealthWatchOptions Health { get; init; } = new();

    /// <summary>How it is kept apart from other deploys of the release.</summary>
    public DeployLockOptions Lock { get; init; } = new();

    /// <summary>Whether the namespace is made where it is missing.</summary>
    public bool CreateNamespace { get; init; }

    /// <summary>Whether images must be named by digest.</summary>
    public bool RequirePinnedImages { get; init; }

    /// <summary>Namespaces besides the release's own in which it may have objects.</summary>
    public IReadOnlyCollection<string> Namespaces { get; init; } = [];

    /// <summary>Kinds of objects outside namespaces that it may have.</summary>
    public IReadOnlyCollection<string> ClusterKinds { get; init; } = [];

    /// <summary>Who deploys: <c>user@host</c>.</summary>
    public string By { get; init; } = $"{Environment.UserName}@{Environment.MachineName}";

    /// <summary>The commit that is deployed, where there is one.</summary>
    public string? GitRevision { get; init; }
}
