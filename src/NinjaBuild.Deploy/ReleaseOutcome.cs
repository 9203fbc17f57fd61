using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy;

/// <summary>How a deploy ended.</summary>
public enum ReleaseResult
{
    /// <summary>All is there and healthy.</summary>
    Done,

    /// <summary>There was nothing to do, and all is healthy.</summary>
    NothingToDo,

    /// <summary>Only the plan was wanted, and it has changes.</summary>
    Planned,

    /// <summary>It was refused before anything was changed, or there was nothing to change and something is not healthy.</summary>
    Refused,

    /// <summary>It failed, and the cluster is as it was.</summary>
    RolledBack,

    /// <summary>It failed, and what it did is still there, all or in part.</summary>
    NotRolledBack,
}

/// <summary>What came of a deploy.</summary>
/// <param name="Result">How it ended.</param>
public sealed record ReleaseOutcome(ReleaseResult Result)
{
    /// <summary>What was planned; null where it did not come to that.</summary>
    public DeployPlan? Plan { get; init; }

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<DeployProblem> Problems { get; init; } = [];

    /// <summary>The objects that did not get healthy, with the evidence.</summary>
    public IReadOnlyList<StuckObject> Stuck { get; init; } = [];

    /// <summary>What is still otherwise than it was before, or than it should be.</summary>
    public IReadOnlyList<DeployProblem> Left { get; init; } = [];

    /// <summary>The hooks that were begun in a deploy that failed, in the order of the chart's.</summary>
    public IReadOnlyList<ObjectIdentity> StartedHooks { get; init; } = [];

    /// <summary>The revision; null where none was made.</summary>
    public int? Revision { get; init; }

    /// <summary>Whether nothing was rolled back because that is what was asked for.</summary>
    public bool IsLeftAsAsked { get; init; }

    /// <summary>Whether it was to take the release away.</summary>
    public bool IsRemoval { get; init; }

    /// <summary>The revision that one can go back to, where something is left of one that failed; null where there is none.</summary>
    public int? LastGood { get; init; }

    /// <summary>What the chart tells its user.</summary>
    public string Notes { get; init; } = "";
}
