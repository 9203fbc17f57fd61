using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Deploy;

/// <summary>What is to be deployed where, and what is allowed in doing so: the declarations and the command line put together.</summary>
public sealed record DeploySettings
{
    /// <summary>How long to wait for another deploy of the same release, where nothing else is said.</summary>
    public static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Folder for everything that is written.</summary>
    public required string Artifacts { get; init; }

    /// <summary>The environment, as <c>ninja.yaml</c> names it.</summary>
    public required string Environment { get; init; }

    /// <summary>kubectl's contexts of the environment's clusters, in order; at least one.</summary>
    public required IReadOnlyList<string> Contexts { get; init; }

    /// <summary>How the deploy goes through several clusters.</summary>
    public RolloutDeclaration Rollout { get; init; } = new();

    /// <summary>The charts, each behind those that it depends on; at least one.</summary>
    public required IReadOnlyList<DeployChart> Charts { get; init; }

    /// <summary>The names of all charts that are declared.</summary>
    public IReadOnlyList<string> Declared { get; init; } = [];

    /// <summary>The namespaces that declarations name for the environment.</summary>
    public IReadOnlyList<string> DeclaredNamespaces { get; init; } = [];

    /// <summary>What charts are deployed with.</summary>
    public DeployEngine Engine { get; init; }

    /// <summary>The commit that is deployed, where there is one.</summary>
    public string? GitRevision { get; init; }

    /// <summary>Whether a deploy must be confirmed.</summary>
    public bool IsProtected { get; init; }

    /// <summary>The environment that was confirmed by <c>--confirm</c> or by the variable of CI; null where none was.</summary>
    public string? Confirmed { get; init; }

    /// <summary>Whether a namespace that is missing is made.</summary>
    public bool CreateNamespace { get; init; }

    /// <summary>Whether an image without digest is an error.</summary>
    public bool RequirePinnedImages { get; init; }

    /// <summary>How long a chart may take in a cluster, all in all.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long the objects of a wave may take to become healthy.</summary>
    public TimeSpan WaveTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait for another deploy of the same release to end.</summary>
    public TimeSpan LockTimeout { get; init; } = DefaultLockTimeout;

    /// <summary>Whether the deploy ends with its plan.</summary>
    public bool PlanOnly { get; init; }

    /// <summary>Whether nothing is changed in a cluster, and nothing written but the composed charts.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether an object with an immutable field that changes may be deleted and made anew.</summary>
    public bool AllowReplace { get; init; }

    /// <summary>Whether fields are taken from other field managers.</summary>
    public bool ForceConflicts { get; init; }

    /// <summary>Whether objects that exist, and belong to no release, are taken over.</summary>
    public bool Adopt { get; init; }

    /// <summary>Whether a failed deploy is left as it is.</summary>
    public bool NoRollback { get; init; }

    /// <summary>The revision to go back to; null for the last good one before the current.</summary>
    public int? Revision { get; init; }
}
