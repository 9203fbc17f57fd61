using NinjaBuild.Deploy.Applying;
using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Recovery;

/// <summary>
/// Goes back to the last good revision where a deploy fails that came after one that was cut off: what that deploy found was not what was
/// once good. What only the deploy's own journal knows is taken back by it first: Secrets, whose values are on no record, objects that were
/// taken over, and what hooks made.
/// </summary>
/// <param name="session">The release and its cluster.</param>
/// <param name="prepared">The deploy that failed.</param>
/// <param name="undo">Takes back what the journal tells.</param>
/// <param name="applier">What the way back is carried out with.</param>
/// <param name="execution">Carries out the way back.</param>
/// <param name="hooks">Deletes what hooks left.</param>
sealed class Restoration(ReleaseSession session, PreparedRelease prepared, Undo undo, ObjectApplier applier, PlanExecution execution, HookRunner hooks)
{
    readonly List<DeployProblem> _left = [];

    /// <summary>What is otherwise than the last good revision had it, besides what the journal could not take back.</summary>
    public IReadOnlyList<DeployProblem> Left => _left;

    /// <summary>Goes back as far as that is possible.</summary>
    /// <exception cref="ApiException">The cluster does not answer.</exception>
    /// <exception cref="DeployException">The last good revision cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task RunAsync(IReadOnlyCollection<AppliedChange> journal, CancellationToken cancellation)
    {
        DeployPlan? plan = null;
        try
        {
            await undo.RunAsync(journal.Where(IsKnownToJournalAlone), cancellation);
            plan = await PlanAsync(cancellation);
            await ExecuteAsync(plan, cancellation);
            await DeleteHooksAsync(plan, cancellation);
        }
        finally
        {
            _left.AddRange(plan is null ? Undo.NotTakenBack(journal.Where(change => !IsKnownToJournalAlone(change)), "the rollback did not come to it") : NotRestored(plan));
        }
    }

    async Task<DeployPlan> PlanAsync(CancellationToken cancellation)
    {
        var good = prepared.History.LastGood;
        var content = good is null
            ? prepared.Content with { Objects = [], Hooks = [] }
            : RecordedContent.Of(good, await session.Store.ReadObjectsAsync(good, cancellation)) with { Hooks = [] };
        var inventory = Inventory(content);
        await TellTakenOverAsync(inventory, cancellation);
        var planner = new Planner(session.Api, session.Discovery, session.Schema, session.Release, new PlanPermissions(Replace: true, TakeFields: true, Adopt: false));
        var objects = await planner.PlanAsync(content, [.. inventory.Where(item => !item.WasThereBefore).Select(OwnedObject.Of)], hasNamespace: true, cancellation);
        _left.AddRange(planner.Problems);
        _left.AddRange(objects.Where(item => item.Action == PlanAction.None && item.Changes.Count > 0).Select(item => new DeployProblem(
            item.Identity.ToString(), $"its values are not those of revision {good!.Number} ({string.Join(", ", item.Changes.Select(change => change.Path["data.".Length..]))}), which are on no record: deploy the chart of that time")));
        return new DeployPlan(session.Release, objects, []);
    }

    // Unlike a deploy, it goes on behind what does not get healthy: the more is as it was, the better.
    async Task ExecuteAsync(DeployPlan plan, CancellationToken cancellation)
    {
        foreach (var wave in plan.Objects.Where(item => item.Desired is not null).GroupBy(item => item.Wave).OrderBy(wave => wave.Key))
            await TryAsync(() => execution.ApplyAsync(plan with { Objects = [.. wave] }, HookPoints.Rollback, cancellation));
        await TryAsync(() => execution.PruneAsync(plan, "not in the last good revision", cancellation));
    }

    // What hooks of the runs that did not end well left has nothing more to do. What bears the name of a hook of the last good revision may be
    // what that one left: whatever this run made in its place is in the journal, and is gone by now.
    async Task DeleteHooksAsync(DeployPlan plan, CancellationToken cancellation)
    {
        var wanted = plan.Objects.Select(item => item.Identity).ToHashSet();
        if (prepared.History.LastGood is { } good)
            wanted.UnionWith((await session.Store.ReadObjectsAsync(good, cancellation)).Hooks.Select(hook => hook.Identity));
        foreach (var revision in prepared.History.Revisions.Where(revision => revision.Number > (prepared.History.LastGood?.Number ?? 0)))
        {
            var left = RecordedContent.Of(revision, await session.Store.ReadObjectsAsync(revision, cancellation)).Hooks;
            await TryAsync(() => hooks.DeleteLeftAsync(left.Where(hook => !wanted.Contains(hook.Object.Identity)), cancellation));
        }
    }

    async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (StepFailure failure)
        {
            _left.AddRange(failure.Problems);
        }
    }

    IEnumerable<DeployProblem> NotRestored(DeployPlan plan)
    {
        var told = applier.Journal.Select(change => change.Identity.ToString()).Concat(_left.Select(problem => problem.Subject)).ToHashSet(StringComparer.Ordinal);
        return plan.Objects.Where(item => item.IsChange && !told.Contains(item.Identity.ToString()))
            .Select(item => new DeployProblem(item.Identity.ToString(), "is not as the last good revision had it: the rollback did not come to it"));
    }

    static bool IsKnownToJournalAlone(AppliedChange change) =>
        change.IsHook || change.Action == PlanAction.Adopt || change.Identity is { Group: "", Kind: "Secret" };

    // What earlier revisions and this one may have left, without what the last good one has.
    List<RecordedObject> Inventory(ReleaseContent good)
    {
        var known = good.Objects.Select(item => item.Identity).ToHashSet();
        return [.. prepared.Owned.Concat(prepared.Record.Objects).DistinctBy(item => item.Identity).Where(item => !known.Contains(item.Identity))];
    }

    async Task TellTakenOverAsync(IEnumerable<RecordedObject> inventory, CancellationToken cancellation)
    {
        foreach (var item in inventory.Where(item => item.WasThereBefore))
        {
            var type = new TypeName(item.ApiVersion, item.Identity.Kind);
            if (session.Resolve(type) is { } resource
                && await session.Api.GetAsync(resource, item.Identity.Namespace, item.Identity.Name, cancellation) is { } live
                && Ownership.Owns(session.Release, live))
            {
                _left.Add(new DeployProblem(item.Identity.ToString(), "was taken over by a deploy that was cut off, and how it was before is not known: see what it should be, and take the release's labels off"));
            }
        }
    }
}
