using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Applying;

/// <summary>Runs hooks: makes their objects anew, waits until they have done their work, and deletes them as they say.</summary>
/// <param name="session">The release and its cluster.</param>
/// <param name="permissions">What is allowed.</param>
/// <param name="applier">Makes the objects.</param>
/// <param name="health">Waits for them.</param>
/// <param name="observer">Is told of them.</param>
sealed class HookRunner(ReleaseSession session, PlanPermissions permissions, ObjectApplier applier, HealthWait health, IDeployObserver observer)
{
    /// <summary>Runs hooks that belong together: all of one wave and kind at the same time, those of the next after them.</summary>
    /// <exception cref="StepFailure">One failed; those behind it do not run.</exception>
    public async Task RunAsync(string step, IReadOnlyList<ReleaseHook> hooks, CancellationToken cancellation)
    {
        // A Secret out of a record, which knows no values, stays as it is.
        var runnable = hooks.Where(hook => !hook.Object.LacksValues).ToList();
        if (runnable.Count == 0)
            return;
        observer.StepStarted(step, runnable.Count);
        foreach (var group in runnable.GroupBy(hook => (hook.Object.Wave, hook.Object.Identity.Kind)))
            await RunGroupAsync([.. group], cancellation);
    }

    /// <summary>Deletes what hooks left in the cluster, and tells what that was.</summary>
    /// <exception cref="StepFailure">Something cannot be deleted.</exception>
    public Task DeleteLeftAsync(IEnumerable<ReleaseHook> hooks, CancellationToken cancellation) =>
        StepFailure.WhenAllAsync(hooks.Select(async hook =>
        {
            if (await DeleteAsync(hook, cancellation))
                observer.Done(hook.Object.Identity, "deleted");
        }));

    Task DeleteAsync(IEnumerable<ReleaseHook> hooks, CancellationToken cancellation) =>
        StepFailure.WhenAllAsync(hooks.Select(hook => DeleteAsync(hook, cancellation)));

    async Task RunGroupAsync(IReadOnlyList<ReleaseHook> hooks, CancellationToken cancellation)
    {
        await DeleteAsync(hooks.Where(IsMadeAnew), cancellation);
        var items = await StepFailure.WhenAllAsync(hooks.Select(hook => applier.CreateHookAsync(hook.Object, cancellation)));
        foreach (var hook in hooks)
            observer.Done(hook.Object.Identity, "started");
        try
        {
            await health.WaitAsync(items, cancellation);
        }
        catch (StepFailure failure)
        {
            throw await AfterFailureAsync(hooks, failure, cancellation);
        }

        await DeleteAsync(Having(hooks, HookDeletePolicies.HookSucceeded), cancellation);
    }

    async Task<StepFailure> AfterFailureAsync(IReadOnlyList<ReleaseHook> hooks, StepFailure failure, CancellationToken cancellation)
    {
        try
        {
            await DeleteAsync(Having(hooks, HookDeletePolicies.HookFailed), cancellation);
            return failure;
        }
        catch (StepFailure further)
        {
            return StepFailure.Merge([failure, further]);
        }
    }

    static IEnumerable<ReleaseHook> Having(IEnumerable<ReleaseHook> hooks, HookDeletePolicies policy) => hooks.Where(hook => hook.DeletePolicies.HasFlag(policy));

    // A Job or Pod that has run does not run again: one that is left over would count as this run.
    static bool IsMadeAnew(ReleaseHook hook) =>
        hook.DeletePolicies.HasFlag(HookDeletePolicies.BeforeHookCreation) || hook.Object.Identity is { Group: "batch", Kind: "Job" } or { Group: "", Kind: "Pod" };

    // If it is there, and the release's; ends when it is gone. What is somebody else's only bears its name.
    async Task<bool> DeleteAsync(ReleaseHook hook, CancellationToken cancellation)
    {
        var identity = hook.Object.Identity;
        if (session.Resolve(hook.Object.Type) is not { } resource)
            return false;
        try
        {
            if (await session.Api.GetAsync(resource, identity.Namespace, identity.Name, cancellation) is not { } live
                || !Ownership.MayTake(session.Release, live, permissions.Adopt))
            {
                return false;
            }

            var uid = live.Text("metadata", "uid");
            await session.Api.DeleteAsync(resource, identity.Namespace, identity.Name, new DeleteOptions { Uid = uid }, cancellation);
            await applier.WaitUntilGoneAsync(new WaitItem(resource, identity, uid, Generation: null), cancellation);
            return true;
        }
        catch (ApiException error)
        {
            throw new StepFailure(identity, $"cannot be deleted: {error.Message}");
        }
    }
}
