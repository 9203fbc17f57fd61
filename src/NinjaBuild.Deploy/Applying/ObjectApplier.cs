using System.Collections.Concurrent;
using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Recovery;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Applying;

/// <summary>
/// Does to objects what the plan says, and remembers how they were before. Each is looked at once more before it is touched: it may have
/// come, gone, or changed hands since the plan was made.
/// </summary>
/// <param name="session">The release and its cluster.</param>
/// <param name="watch">Waits for what is deleted.</param>
/// <param name="permissions">What is allowed.</param>
/// <param name="brokenPods">Lets go of what keeps a StatefulSet from being mended.</param>
/// <param name="deletionTimeout">How long an object may take to go.</param>
sealed class ObjectApplier(ReleaseSession session, HealthWatch watch, PlanPermissions permissions, BrokenPods brokenPods, TimeSpan deletionTimeout)
{
    readonly ConcurrentStack<AppliedChange> _journal = new();

    /// <summary>What was done so far, the last first.</summary>
    public IReadOnlyCollection<AppliedChange> Journal => _journal;

    /// <summary>Does what is planned for an object, and says what to wait for.</summary>
    /// <exception cref="StepFailure">The server refuses it, or somebody else has the object by now.</exception>
    public async Task<WaitItem> ApplyAsync(PlannedObject planned, CancellationToken cancellation)
    {
        var desired = planned.Desired!;
        var resource = planned.Resource.Plural.Length > 0
            ? planned.Resource
            : session.Resolve(desired.Type) ?? throw new StepFailure(planned.Identity, "its kind is not served, though its definition was applied");
        if (planned.Action == PlanAction.Replace)
            await DeleteAsync(planned with { Resource = resource }, cancellation);
        var live = planned.Action == PlanAction.None ? planned.Live! : await SendAsync(planned, resource, isHook: false, cancellation);
        if (planned.Identity is { Group: "apps", Kind: "StatefulSet" } && planned.Live is { } before && HealthCheck.Of(before).Status != HealthStatus.Healthy)
            await brokenPods.LetGoAsync(resource, live, cancellation);
        return WaitFor(resource, planned.Identity, live) with { IsUnchanged = planned.Action == PlanAction.None };
    }

    /// <summary>Makes the object of a hook.</summary>
    /// <exception cref="StepFailure">The server refuses it, or it is somebody else's.</exception>
    public async Task<WaitItem> CreateHookAsync(ReleaseObject hook, CancellationToken cancellation)
    {
        var resource = session.Resolve(hook.Type) ?? throw new StepFailure(hook.Identity, $"the cluster serves no {hook.Type}");
        var planned = new PlannedObject(hook.Identity, resource, PlanAction.Create, hook.Wave) { Desired = hook };
        return WaitFor(resource, hook.Identity, await SendAsync(planned, resource, isHook: true, cancellation));
    }

    /// <summary>Deletes an object, if it is still the same one and the release's, and waits until it is gone.</summary>
    /// <returns>Whether it is gone; otherwise it is somebody else's by now.</returns>
    /// <exception cref="StepFailure">It cannot be deleted, or others would lose something with it.</exception>
    public async Task<bool> DeleteAsync(PlannedObject planned, CancellationToken cancellation)
    {
        var identity = planned.Identity;
        var uid = planned.Live?.Text("metadata", "uid");
        try
        {
            if (planned.Live?.At("metadata", "deletionTimestamp") is null)
            {
                var (resource, before) = await LookAsync(planned.Resource, identity, cancellation);
                if (before is null)
                    return true;
                if (planned.Action == PlanAction.Replace)
                    CheckOwner(planned, before);
                else if (!Ownership.Owns(session.Release, before))
                    return false;
                if (await session.Contained.OfOthersAsync(identity, before, cancellation) is { } others)
                    throw new StepFailure(identity, ContainedObjects.Refusal(others));
                _journal.Push(new AppliedChange(identity, resource, planned.Action, planned.Wave, PackedObject.Of(before), Uid: null) { Losers = TakenFields.Losers(before, after: null) });
                await session.Api.DeleteAsync(planned.Resource, identity.Namespace, identity.Name, new DeleteOptions { Uid = uid }, cancellation);
            }

            await WaitUntilGoneAsync(new WaitItem(planned.Resource, identity, uid, Generation: null), cancellation);
            return true;
        }
        catch (ApiException error)
        {
            throw new StepFailure(identity, $"cannot be deleted: {error.Message}");
        }
    }

    /// <summary>Waits until an object is gone.</summary>
    /// <exception cref="StepFailure">It is still there when the time is up.</exception>
    public async Task WaitUntilGoneAsync(WaitItem item, CancellationToken cancellation)
    {
        var outcome = await watch.WaitForDeletionAsync([item], deletionTimeout, cancellation);
        if (outcome.Stuck is [var stuck, ..])
            throw new StepFailure([new DeployProblem(item.Identity.ToString(), stuck.Reason)], outcome.Stuck);
    }

    async Task<Tree> SendAsync(PlannedObject planned, ApiResource resource, bool isHook, CancellationToken cancellation)
    {
        var (identity, isSent) = (planned.Identity, false);
        var entry = new AppliedChange(identity, resource, planned.Action, planned.Wave, Before: null, Uid: null) { IsHook = isHook };
        try
        {
            var (applied, before) = await LookAsync(resource, identity, cancellation);
            if (before is not null)
                CheckOwner(planned, before);
            entry = entry with { Resource = applied, Before = before is null ? null : PackedObject.Of(before), Losers = Losers(before, after: null) };
            cancellation.ThrowIfCancellationRequested();
            isSent = true;
            var options = new ApplyOptions { Force = permissions.TakeFields || isHook, FieldManager = Ownership.FieldManager, KeepManagedFields = before is not null };
            var answer = await session.Api.ApplyAsync(resource, identity.Namespace, identity.Name, planned.Desired!.Body, options, cancellation);
            _journal.Push(entry with { Uid = answer.Object.Text("metadata", "uid"), Losers = Losers(before, answer.Object) });
            return WithoutOwners(answer.Object);
        }
        catch (ApiException error)
        {
            if (isSent && error.MayBeDone)
                _journal.Push(entry);
            throw new StepFailure(identity, error.Message);
        }
        catch (OperationCanceledException) when (isSent)
        {
            // Whether a request that was cut off was carried out is not known: it counts as done.
            _journal.Push(entry);
            throw;
        }
    }

    static IReadOnlyList<Tree> Losers(Tree? before, Tree? after) => before is null ? [] : TakenFields.Losers(before, after);

    static Tree WithoutOwners(Tree item) => new Dictionary<string, object?>(item, StringComparer.Ordinal)
    {
        ["metadata"] = item.Mapping("metadata").Where(field => field.Key != "managedFields").ToDictionary(StringComparer.Ordinal),
    };

    // With the owners of its fields, which lists leave out, and in the version in which the release applied it: only in that one do they name
    // its fields, and it is that one in which it can be applied again as it was.
    async Task<(ApiResource Resource, Tree? Live)> LookAsync(ApiResource resource, ObjectIdentity identity, CancellationToken cancellation)
    {
        var live = await session.Api.GetAsync(resource, identity.Namespace, identity.Name, cancellation);
        if (live is null || AppliedConfiguration.VersionOf(live, Ownership.FieldManager) is not { } version || version == resource.ApiVersion)
            return (resource, live);
        return session.Discovery.Find(version, identity.Kind) is { } applied
            ? (applied, await session.Api.GetAsync(applied, identity.Namespace, identity.Name, cancellation))
            : (resource, live);
    }

    void CheckOwner(PlannedObject planned, Tree live)
    {
        if (Ownership.MayTake(session.Release, live, permissions.Adopt))
            return;
        var owner = Ownership.OwnerOf(live) ?? "no release";
        throw new StepFailure(planned.Identity, planned.Live is null
            ? $"came into the cluster during this deploy, and belongs to {owner}: rename one of the two"
            : $"is no longer the release's, but belongs to {owner} since this deploy began: see who took it, and deploy again");
    }

    static WaitItem WaitFor(ApiResource resource, ObjectIdentity identity, Tree live) =>
        new(resource, identity, live.Text("metadata", "uid"), live.Number("metadata", "generation")) { Applied = live };
}
