using NinjaBuild.Deploy.Planning;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Applying;

/// <summary>Something that was done in the cluster, and how it was before.</summary>
/// <param name="Identity">The object.</param>
/// <param name="Resource">How it is reached.</param>
/// <param name="Action">What was done: never <see cref="PlanAction.None"/>.</param>
/// <param name="Wave">When.</param>
/// <param name="Before">The object before; null where it was not there.</param>
/// <param name="Uid">The uid of what was made or changed; null where it may have been done without an answer, and where it was deleted.</param>
sealed record AppliedChange(ObjectIdentity Identity, ApiResource Resource, PlanAction Action, int Wave, PackedObject? Before, string? Uid)
{
    /// <summary>The owners that lost fields, as they stood in <c>metadata.managedFields</c> before.</summary>
    public IReadOnlyList<Tree> Losers { get; init; } = [];

    /// <summary>Whether it is the object of a hook, which is no part of the release.</summary>
    public bool IsHook { get; init; }
}
