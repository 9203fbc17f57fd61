using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Planning;

/// <summary>What a deploy is going to do.</summary>
/// <param name="Release">The release.</param>
/// <param name="Objects">What it does to each object: first those that are applied, in that order, then those that are pruned, in that order.</param>
/// <param name="Hooks">The hooks that run, in order; empty where nothing else is to be done.</param>
public sealed record DeployPlan(Release Release, IReadOnlyList<PlannedObject> Objects, IReadOnlyList<ReleaseHook> Hooks)
{
    /// <summary>Whether the namespace is made first.</summary>
    public bool CreatesNamespace { get; init; }

    /// <summary>What hooks left in the cluster, and what goes with a release that is taken away.</summary>
    public IReadOnlyList<ObjectIdentity> LeftByHooks { get; init; } = [];

    /// <summary>The revision that was cut off or failed, and that this one takes the place of; null where the last one ended well.</summary>
    public int? Finishes { get; init; }

    /// <summary>What is worth knowing before it is carried out.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => !CreatesNamespace && Finishes is null && Hooks.Count == 0 && LeftByHooks.Count == 0 && !Objects.Any(item => item.IsChange);

    /// <summary>How many objects an action is planned for.</summary>
    public int Count(PlanAction action) => Objects.Count(item => item.Action == action);
}
