using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Planning;

/// <summary>What a deploy does to an object.</summary>
public enum PlanAction
{
    /// <summary>Nothing: it is as it should be.</summary>
    None,

    /// <summary>Makes it.</summary>
    Create,

    /// <summary>Changes some of its fields.</summary>
    Change,

    /// <summary>Takes over an object that belonged to no release.</summary>
    Adopt,

    /// <summary>Deletes it and makes it anew, since a field that is to change cannot.</summary>
    Replace,

    /// <summary>Deletes it, since the release no longer has it.</summary>
    Prune,

    /// <summary>Leaves it in the cluster, though the release no longer has it: it says so itself.</summary>
    Release,
}

/// <summary>What a deploy is going to do to an object.</summary>
/// <param name="Identity">The object.</param>
/// <param name="Resource">How it is reached.</param>
/// <param name="Action">What is done.</param>
/// <param name="Wave">When.</param>
public sealed record PlannedObject(ObjectIdentity Identity, ApiResource Resource, PlanAction Action, int Wave)
{
    /// <summary>The fields that change; empty for what is made or deleted.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>Why, where that is not plain from the action.</summary>
    public string? Reason { get; init; }

    /// <summary>What is applied; null for what is pruned.</summary>
    public ReleaseObject? Desired { get; init; }

    /// <summary>The object as it was in the cluster; null where it was not there.</summary>
    public Tree? Live { get; init; }

    /// <summary>Whether something is done.</summary>
    public bool IsChange => Action is not (PlanAction.None or PlanAction.Release);
}
