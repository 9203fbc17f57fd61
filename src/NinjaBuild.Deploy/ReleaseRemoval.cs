using NinjaBuild.Deploy.Applying;
using NinjaBuild.Deploy.Guards;
using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Recovery;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy;

/// <summary>
/// Takes a release out of its cluster: its objects, the last wave first, what its hooks left, and at the end what is on record of it. What
/// is to be kept stays, and so does the namespace.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="release">The release.</param>
/// <param name="options">How.</param>
/// <param name="observer">Is told how it gets on.</param>
/// <param name="time">The clock.</param>
public sealed class ReleaseRemoval(ApiClient api, Release release, DeployOptions options, IDeployObserver observer, TimeProvider time)
{
    static readonly HookPoints Points = new(HookPhases.PreDelete, HookPhases.PostDelete);

    // Nothing is taken from anybody in order to be deleted.
    static readonly PlanPermissions Permissions = new(Replace: false, TakeFields: false, Adopt: false);

    /// <summary>Takes it out.</summary>
    /// <param name="signals">How the user ends it; what is deleted by then stays deleted.</param>
    /// <returns>How it ended: nothing that a cluster or a user does is an exception.</returns>
    public async Task<ReleaseOutcome> RunAsync(StopSignals signals)
    {
        try
        {
            var session = await ReleaseSession.OpenAsync(api, release, signals.Stop);
            if (session.Namespace is null)
                return new ReleaseOutcome(ReleaseResult.NothingToDo);
            await using var held = options.PlanOnly ? null : await DeployLock.TakeAsync(api, release, options.Lock with { Note = observer.Note }, signals.Stop);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Stop, held?.Lost ?? CancellationToken.None);
            var history = await session.ReadHistoryAsync(stop.Token);
            if (history.Revisions.Count == 0 && !release.IsHelms)
                return new ReleaseOutcome(ReleaseResult.NothingToDo);
            var left = await HooksAsync(session, history, stop.Token);
            var plan = await PlanAsync(session, history, left, stop.Token);
            observer.Planned(plan);
            if (options.PlanOnly)
                return new ReleaseOutcome(plan.IsEmpty ? ReleaseResult.NothingToDo : ReleaseResult.Planned) { Plan = plan };
            return await RemoveAsync(session, plan, left, held!, stop.Token);
        }
        catch (DeployException error)
        {
            return new ReleaseOutcome(ReleaseResult.Refused) { Problems = error.Problems };
        }
        catch (ApiException error)
        {
            return new ReleaseOutcome(ReleaseResult.Refused) { Problems = [new DeployProblem(release.ToString(), error.Message)] };
        }
        catch (OperationCanceledException)
        {
            return new ReleaseOutcome(ReleaseResult.Refused) { Problems = [new DeployProblem(release.ToString(), "was stopped before anything was deleted")] };
        }
    }

    async Task<DeployPlan> PlanAsync(ReleaseSession session, RevisionHistory history, IReadOnlyList<ReleaseHook> leftByHooks, CancellationToken cancellation)
    {
        var nothing = await LastAsync(session, history, cancellation) with { Objects = [] };
        var owned = await session.OwnedAsync(history, cancellation);
        var planner = new Planner(api, session.Discovery, session.Schema, release, Permissions);
        var objects = await planner.PlanAsync(nothing with { Hooks = [] }, [.. owned.Select(OwnedObject.Of)], hasNamespace: true, cancellation);
        var hooks = HookSelection.Of(nothing, Points);
        // Whoever may write Secrets in the namespace may have written the record: what it has run stays where the chart may be.
        List<DeployProblem> problems = [.. planner.Problems, .. new AllowedScope(options.Namespaces, options.ClusterKinds).Check(release, nothing with { Hooks = hooks }), .. await NotDeletableAsync(session, objects, cancellation)];
        if (problems.Count > 0)
            throw new DeployException(problems);
        var foreign = owned.Where(item => item.WasThereBefore).Select(item => item.Identity).ToHashSet();
        return new DeployPlan(release, [.. objects.Select(item => item with { Reason = item.IsChange ? null : Reason(item, foreign) })], hooks)
        {
            LeftByHooks = [.. (await Task.WhenAll(leftByHooks.Select(hook => FindAsync(session, hook, cancellation)))).OfType<ObjectIdentity>()],
        };
    }

    string Reason(PlannedObject kept, HashSet<ObjectIdentity> foreign) => kept switch
    {
        _ when Ownership.SaysKeep(release, kept.Live!) => "says that it is to be kept",
        _ when foreign.Contains(kept.Identity) => "was there before the release: it stays",
        { Wave: ReleaseObject.DefinitionsWave } => "is a definition of crds/: it stays",
        _ => "is to be kept, as the chart said",
    };

    // Known beforehand: half a release without its definitions would be of use to nobody. Helm asks nothing of the kind.
    async Task<IReadOnlyList<DeployProblem>> NotDeletableAsync(ReleaseSession session, IReadOnlyList<PlannedObject> objects, CancellationToken cancellation)
    {
        var result = new List<DeployProblem>();
        foreach (var item in objects.Where(item => item is { Action: PlanAction.Prune, Live: not null } && !release.IsHelms))
        {
            if (await session.Contained.OfOthersAsync(item.Identity, item.Live!, cancellation) is { } others)
                result.Add(new DeployProblem(item.Identity.ToString(), ContainedObjects.Refusal(others)));
        }

        return result;
    }

    // What helm uninstalls it finds in its own record; here it is only told beforehand.
    static async Task<ReleaseContent> LastAsync(ReleaseSession session, RevisionHistory history, CancellationToken cancellation)
    {
        if (session.Release.IsHelms)
            return await session.HelmContentAsync(revision: null, cancellation) with { Hooks = [] };
        var last = history.LastGood ?? history.Revisions[^1];
        return RecordedContent.Of(last, await session.Store.ReadObjectsAsync(last, cancellation));
    }

    async Task<ObjectIdentity?> FindAsync(ReleaseSession session, ReleaseHook hook, CancellationToken cancellation)
    {
        var identity = hook.Object.Identity;
        return session.Resolve(hook.Object.Type) is { } resource
            && await api.GetAsync(resource, identity.Namespace, identity.Name, cancellation) is { } live && Ownership.Owns(release, live) ? identity : null;
    }

    async Task<ReleaseOutcome> RemoveAsync(ReleaseSession session, DeployPlan plan, IReadOnlyList<ReleaseHook> leftByHooks, DeployLock held, CancellationToken cancellation)
    {
        var watch = new HealthWatch(api, options.Health with { Labels = Ownership.Selector(release), Note = observer.Note });
        var health = new HealthWait(watch, observer, options.WaveTimeout, options.Timeout, time);
        var applier = new ObjectApplier(session, watch, Permissions, new BrokenPods(session, observer, time), options.WaveTimeout);
        var hooks = new HookRunner(session, Permissions, applier, health, observer);
        try
        {
            await hooks.RunAsync("hooks before the objects are deleted", [.. plan.Hooks.Where(hook => hook.Phases.HasFlag(HookPhases.PreDelete))], cancellation);
            await new PlanExecution(applier, hooks, health, session.AwaitKindsAsync, observer).PruneAsync(plan, "objects of the release", cancellation);
            await hooks.RunAsync("hooks after the objects were deleted", [.. plan.Hooks.Where(hook => hook.Phases.HasFlag(HookPhases.PostDelete))], cancellation);
            await hooks.DeleteLeftAsync(leftByHooks, cancellation);
            await session.Store.ForgetAsync(cancellation);
            return new ReleaseOutcome(ReleaseResult.Done) { IsRemoval = true, Plan = plan };
        }
        catch (StepFailure failure)
        {
            return new ReleaseOutcome(ReleaseResult.NotRolledBack) { IsRemoval = true, Plan = plan, Problems = failure.Problems, Stuck = failure.Stuck };
        }
        catch (Exception error) when (error is ApiException or OperationCanceledException)
        {
            var why = error is ApiException ? new DeployProblem(release.ToString(), error.Message) : held.Loss ?? new DeployProblem(release.ToString(), "was stopped");
            return new ReleaseOutcome(ReleaseResult.NotRolledBack) { IsRemoval = true, Plan = plan, Problems = [why with { Message = $"{why.Message}: what is not deleted yet is, when Undeploy runs again" }] };
        }
    }

    // Hooks of earlier revisions may have had other names.
    static async Task<IReadOnlyList<ReleaseHook>> HooksAsync(ReleaseSession session, RevisionHistory history, CancellationToken cancellation)
    {
        var result = new Dictionary<ObjectIdentity, ReleaseHook>();
        foreach (var revision in history.Revisions)
        {
            foreach (var hook in RecordedContent.Of(revision, await session.Store.ReadObjectsAsync(revision, cancellation)).Hooks)
                result[hook.Object.Identity] = hook;
        }

        return [.. result.Values];
    }
}
