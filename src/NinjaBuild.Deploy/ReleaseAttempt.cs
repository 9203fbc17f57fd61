using NinjaBuild.Deploy.Applying;
using NinjaBuild.Deploy.Engines;
using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Recovery;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Deploy.Waiting.Looks;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy;

/// <summary>
/// Carries out what was planned, under the lock: records, applies, prunes; where anything goes wrong, takes it back. From the lock's loss on
/// nothing is changed any more.
/// </summary>
/// <param name="session">The release and its cluster.</param>
/// <param name="prepared">What is to be done.</param>
/// <param name="options">How.</param>
/// <param name="held">The lock.</param>
/// <param name="observer">Is told how it gets on.</param>
/// <param name="time">The clock.</param>
sealed class ReleaseAttempt(ReleaseSession session, PreparedRelease prepared, DeployOptions options, DeployLock held, IDeployObserver observer, TimeProvider time)
{
    const int RevisionsKept = 10;

    // More, so that deploys that fail one after another do not push out those that one could go back to.
    const int RevisionsKeptAfterFailures = 50;

    // For writing down how a deploy failed. Without it, the next one takes it for one that was cut off, which is as good.
    static readonly TimeSpan RecordLimit = TimeSpan.FromSeconds(10);

    readonly HealthWatch _watch = new(session.Api, options.Health with { Labels = Ownership.Selector(session.Release), Note = observer.Note });

    Release Release => session.Release;

    /// <summary>Carries it out.</summary>
    /// <param name="signals">How the user ends it.</param>
    /// <returns>How it ended, once anything was begun.</returns>
    /// <exception cref="DeployException">Nothing was changed, and why.</exception>
    /// <exception cref="ApiException">Nothing was changed: the cluster does not answer.</exception>
    /// <exception cref="OperationCanceledException">It was ended before anything was changed.</exception>
    public async Task<ReleaseOutcome> RunAsync(StopSignals signals)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Stop, held.Lost);
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(signals.Abort, held.Lost);
        var health = Health();
        if (prepared.Plan.IsEmpty)
            return await CheckHealthAsync(health, stop.Token);

        var revision = await BeginAsync(stop.Token);
        var applier = Applier(options.Permissions);
        var hooks = new HookRunner(session, options.Permissions, applier, health, observer);
        var execution = new PlanExecution(applier, hooks, health, session.AwaitKindsAsync, observer);
        try
        {
            await execution.ApplyAsync(prepared.Plan, prepared.Points, stop.Token);
        }
        catch (Exception error)
        {
            // Whatever it was: what was begun is not left half done.
            return await FailAsync(revision, error, applier, hooks, abort.Token);
        }

        return await FinishAsync(revision, execution, stop.Token, abort.Token);
    }

    HealthWait Health() => new(_watch, observer, options.WaveTimeout, options.Timeout, time);

    ObjectApplier Applier(PlanPermissions permissions) => new(session, _watch, permissions, BrokenPods, options.WaveTimeout);

    BrokenPods BrokenPods => new(session, observer, time);

    async Task<ReleaseOutcome> CheckHealthAsync(HealthWait health, CancellationToken cancellation)
    {
        var waits = prepared.Plan.Objects
            .Where(item => item.Live is not null && item.Desired is not null && !Expectations.AreMet(item.Identity, HealthCheck.Of(item.Live)))
            .Select(item => new WaitItem(item.Resource, item.Identity, item.Live.Text("metadata", "uid"), item.Live.Number("metadata", "generation")) { IsUnchanged = true });
        try
        {
            await health.WaitAsync([.. waits], cancellation);
            return new ReleaseOutcome(ReleaseResult.NothingToDo) { Plan = prepared.Plan, Revision = prepared.History.Latest?.Number };
        }
        catch (StepFailure failure)
        {
            return new ReleaseOutcome(ReleaseResult.Refused) { Plan = prepared.Plan, Problems = failure.Problems, Stuck = failure.Stuck };
        }
    }

    async Task<Revision> BeginAsync(CancellationToken cancellation)
    {
        foreach (var cutOff in prepared.History.Revisions.Where(revision => revision.Status == RevisionStatus.Deploying))
            await session.Store.WriteAsync(cutOff with { Status = RevisionStatus.Interrupted, Ended = time.GetUtcNow() }, cancellation);
        var revision = new Revision
        {
            Number = prepared.History.NextNumber,
            Status = RevisionStatus.Deploying,
            Chart = prepared.Content.Chart,
            ChartVersion = prepared.Content.ChartVersion,
            ChartDigest = prepared.Content.ChartDigest,
            ValuesDigest = prepared.Content.ValuesDigest,
            Started = time.GetUtcNow(),
            By = options.By,
            GitRevision = options.GitRevision,
            RollbackTo = prepared.Content.RollbackTo,
        };
        await session.Store.WriteAsync(revision, prepared.Record, cancellation);
        return revision;
    }

    async Task<ReleaseOutcome> FinishAsync(Revision revision, PlanExecution execution, CancellationToken stop, CancellationToken abort)
    {
        List<DeployProblem> left = [];
        try
        {
            await execution.PruneAsync(prepared.Plan, "no longer in the chart", stop);
        }
        catch (StepFailure failure)
        {
            left.AddRange(failure.Problems.Select(problem => problem with { Message = $"is no longer in the chart, and is still there: {problem.Message}; the next deploy tries again" }));
        }
        catch (Exception error)
        {
            left.AddRange(Problems(error).Select(problem => problem with { Message = $"{problem.Message}: not all that is no longer in the chart is deleted; the next deploy goes on with it" }));
        }

        left.AddRange(await RecordGoodAsync(revision, left, abort));
        foreach (var remains in await FindRemainsAsync(abort))
            observer.Note(remains);
        return new ReleaseOutcome(left.Count == 0 ? ReleaseResult.Done : ReleaseResult.NotRolledBack)
        {
            Plan = prepared.Plan,
            Left = left,
            Revision = revision.Number,
            Notes = prepared.Content.Notes,
        };
    }

    async Task<IReadOnlyList<string>> FindRemainsAsync(CancellationToken cancellation)
    {
        try
        {
            return await HelmRemains.FindAsync(session.Api, prepared.Plan, cancellation);
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    async Task<IReadOnlyList<DeployProblem>> RecordGoodAsync(Revision revision, IReadOnlyList<DeployProblem> left, CancellationToken cancellation)
    {
        var ended = revision with { Status = RevisionStatus.Deployed, Ended = time.GetUtcNow(), Message = left.Count == 0 ? null : string.Join("; ", left) };
        try
        {
            await (left.Count == 0 ? session.Store.WriteAsync(ended, cancellation) : session.Store.WriteAsync(ended, prepared.RecordWithPruned, cancellation));
        }
        catch (Exception error) when (error is ApiException or DeployException or OperationCanceledException)
        {
            return [new DeployProblem(Release.ToString(), $"is deployed and healthy, but that could not be recorded ({error.Message}): run the deploy again")];
        }

        try
        {
            if (prepared.History.LastGood is { Status: RevisionStatus.Deployed } previous)
                await session.Store.WriteAsync(previous with { Status = RevisionStatus.Superseded }, cancellation);
            await session.Store.PruneAsync(RevisionsKept, cancellation);
        }
        catch (Exception error) when (error is ApiException or DeployException or OperationCanceledException)
        {
            observer.Note($"the records of earlier revisions could not be tidied up, which the next deploy tries again: {error.Message}");
        }

        return [];
    }

    async Task<ReleaseOutcome> FailAsync(Revision revision, Exception error, ObjectApplier applier, HookRunner hooks, CancellationToken abort)
    {
        var problems = Problems(error);
        var outcome = new ReleaseOutcome(ReleaseResult.NotRolledBack)
        {
            Plan = prepared.Plan,
            Problems = problems,
            Stuck = (error as StepFailure)?.Stuck ?? [],
            Revision = revision.Number,
            LastGood = prepared.History.LastGood?.Number,
        };
        if (held.Lost.IsCancellationRequested)
            return outcome with { Left = Undo.NotTakenBack(applier.Journal, "another deploy may be at work on it") };

        foreach (var problem in problems)
            observer.Note($"failed: {problem}");
        if (options.NoRollback)
        {
            await RecordFailureAsync(revision, RevisionStatus.Failed, problems);
            return outcome with { IsLeftAsAsked = true };
        }

        await RunFailureHooksAsync(hooks, abort);
        outcome = outcome with { StartedHooks = StartedHooks(applier) };
        var left = await TakeBackAsync(applier, abort);
        if (held.Lost.IsCancellationRequested)
            return outcome with { Left = left };
        await RecordFailureAsync(revision, left.Count == 0 ? RevisionStatus.RolledBack : RevisionStatus.Failed, problems);
        return outcome with { Result = left.Count == 0 ? ReleaseResult.RolledBack : ReleaseResult.NotRolledBack, Left = left };
    }

    IReadOnlyList<ObjectIdentity> StartedHooks(ObjectApplier applier)
    {
        var started = applier.Journal.Where(change => change.IsHook).Select(change => change.Identity).ToHashSet();
        return [.. prepared.Content.Hooks.Select(hook => hook.Object.Identity).Where(started.Contains).Distinct()];
    }

    async Task<IReadOnlyList<DeployProblem>> TakeBackAsync(ObjectApplier applier, CancellationToken cancellation)
    {
        var health = Health();
        var undo = new Undo(session, applier, BrokenPods, health, observer);
        var permissions = new PlanPermissions(Replace: true, TakeFields: true, Adopt: false);
        var restoring = Applier(permissions);
        var hooks = new HookRunner(session, permissions, restoring, health, observer);
        var restoration = new Restoration(session, prepared, undo, restoring, new PlanExecution(restoring, hooks, health, session.AwaitKindsAsync, observer), hooks);
        try
        {
            // Where a revision was cut off before, what was found is not what was once good.
            if (prepared.Plan.Finishes is null)
                await undo.RunAsync(applier.Journal, cancellation);
            else
                await restoration.RunAsync(applier.Journal, cancellation);
            return [.. undo.Left, .. restoration.Left];
        }
        catch (OperationCanceledException)
        {
            IReadOnlyList<DeployProblem> left = [.. undo.Left, .. restoration.Left];
            if (held.Lost.IsCancellationRequested)
                return [.. left, LeftToOthers];
            return left.Count > 0 ? left : [new DeployProblem(Release.ToString(), "the rollback was stopped before all was seen to be healthy")];
        }
        catch (Exception error)
        {
            return [.. undo.Left, .. restoration.Left, .. Problems(error).Select(problem => problem with { Message = $"the rollback failed: {problem.Message}" })];
        }
    }

    // They clean up or raise an alarm; what becomes of them changes nothing.
    async Task RunFailureHooksAsync(HookRunner hooks, CancellationToken cancellation)
    {
        try
        {
            await hooks.RunAsync("hooks for failure", [.. prepared.Content.Hooks.Where(hook => hook.Phases.HasFlag(HookPhases.Failure))], cancellation);
        }
        catch (Exception error)
        {
            observer.Note($"a hook for failure failed as well: {error.Message}");
        }
    }

    async Task RecordFailureAsync(Revision revision, RevisionStatus status, IReadOnlyList<DeployProblem> problems)
    {
        using var limit = new CancellationTokenSource(RecordLimit, time);
        try
        {
            await session.Store.WriteAsync(revision with { Status = status, Ended = time.GetUtcNow(), Message = string.Join("; ", problems) }, limit.Token);
            // After a rollback nothing is left of the revisions before it that a later one would have to find.
            if (status == RevisionStatus.RolledBack)
                await session.Store.PruneAsync(RevisionsKeptAfterFailures, limit.Token);
        }
        catch (Exception error) when (error is ApiException or DeployException or OperationCanceledException)
        {
            observer.Note($"that revision {revision.Number} is {status} could not be recorded: {error.Message}");
        }
    }

    IReadOnlyList<DeployProblem> Problems(Exception error) => error switch
    {
        StepFailure failure => failure.Problems,
        DeployException refused => refused.Problems,
        OperationCanceledException when held.Loss is { } loss => [loss],
        OperationCanceledException => [new DeployProblem(Release.ToString(), "was stopped")],
        ApiException => [new DeployProblem(Release.ToString(), error.Message)],
        _ => [new DeployProblem(Release.ToString(), $"{error.GetType().Name}: {error.Message}")],
    };

    DeployProblem LeftToOthers => new(Release.ToString(), "is left as it is, since another deploy may be at work on it");
}
