using NinjaBuild.Deploy.Applying;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Recovery;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy;

/// <summary>
/// Takes one release to one cluster: checks, plans, applies wave by wave, waits for health, prunes, and records; where anything goes wrong,
/// it takes back what it did.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="release">The release.</param>
/// <param name="options">How.</param>
/// <param name="observer">Is told how it gets on.</param>
/// <param name="time">The clock.</param>
public sealed class ReleaseDeployment(ApiClient api, Release release, DeployOptions options, IDeployObserver observer, TimeProvider time)
{
    /// <summary>Deploys a chart.</summary>
    /// <param name="reader">The chart.</param>
    /// <param name="signals">How the user ends it.</param>
    /// <returns>How it ended: nothing that a cluster or a user does is an exception.</returns>
    public Task<ReleaseOutcome> DeployAsync(ReleaseReader reader, StopSignals signals) => RunAsync(
        session => new ReleasePreparation(
            session,
            options,
            async (history, owned) =>
            {
                var isUpgrade = release.IsHelms ? owned.Count > 0 : history.LastGood is not null;
                // On a thread of its own: the one that has just read the answers would hold on to them.
                var content = await Task.Run(() => reader.Read(release, history.NextNumber, isUpgrade, session.Facts, signals.Stop), signals.Stop);
                return (content, isUpgrade ? HookPoints.Upgrade : HookPoints.Install);
            },
            isChart: true),
        signals);

    /// <summary>Goes back to an earlier revision, as a new one with the same objects.</summary>
    /// <param name="number">The revision; the last good one before what is live where null. Of a release of helm's it can only be planned, and to a given one.</param>
    /// <param name="signals">How the user ends it.</param>
    /// <inheritdoc cref="DeployAsync" path="/returns"/>
    public Task<ReleaseOutcome> RollbackAsync(int? number, StopSignals signals) => RunAsync(
        session => new ReleasePreparation(
            session,
            options,
            async (history, _) =>
            {
                var content = release.IsHelms ? await session.HelmContentAsync(number, signals.Stop) : await RecordedAsync(session, history, number, signals.Stop);
                return (content, HookPoints.Rollback);
            },
            isChart: false),
        signals);

    async Task<ReleaseContent> RecordedAsync(ReleaseSession session, RevisionHistory history, int? number, CancellationToken cancellation)
    {
        var revision = RollbackTarget.Of(release, history, number);
        observer.Note($"going back to revision {revision.Number} ({revision.Chart} {revision.ChartVersion}{(revision.IsGood ? "" : $", which is {revision.Status}")})");
        return RecordedContent.Of(revision, await session.Store.ReadObjectsAsync(revision, cancellation)) with { RollbackTo = revision.Number };
    }

    Task<ReleaseOutcome> RunAsync(Func<ReleaseSession, ReleasePreparation> preparation, StopSignals signals) => OutcomeOfAsync(async () =>
    {
        var session = await ReleaseSession.OpenAsync(api, release, signals.Stop);
        CheckNamespace(session);
        await using var held = options.PlanOnly || session.Namespace is null ? null : await LockAsync(signals.Stop);
        var prepared = await preparation(session).RunAsync(signals.Stop);
        observer.Planned(prepared.Plan);
        if (options.PlanOnly)
            return new ReleaseOutcome(prepared.Plan.IsEmpty ? ReleaseResult.NothingToDo : ReleaseResult.Planned) { Plan = prepared.Plan };
        return held is not null
            ? await new ReleaseAttempt(session, prepared, options, held, observer, time).RunAsync(signals)
            : await InNewNamespaceAsync(session, preparation, signals);
    });

    // Only in the namespace can be tried what goes into it, and only there is the lock. Where nothing comes of it, the namespace goes again.
    async Task<ReleaseOutcome> InNewNamespaceAsync(ReleaseSession session, Func<ReleaseSession, ReleasePreparation> preparation, StopSignals signals)
    {
        var isMade = await session.CreateNamespaceAsync(signals.Stop);
        if (isMade)
            observer.Done(new ObjectIdentity("", "Namespace", "", release.Namespace), "created");
        DeployLock? held = null;
        try
        {
            var outcome = await OutcomeOfAsync(async () =>
            {
                held = await LockAsync(signals.Stop);
                var prepared = await preparation(session).RunAsync(signals.Stop);
                prepared = prepared with { Plan = prepared.Plan with { CreatesNamespace = isMade } };
                return await new ReleaseAttempt(session, prepared, options, held, observer, time).RunAsync(signals);
            });
            if (isMade && outcome.Result is ReleaseResult.Refused or ReleaseResult.RolledBack)
                await TakeNamespaceBackAsync(session, held, signals.Abort);
            return outcome;
        }
        finally
        {
            if (held is not null)
                await held.DisposeAsync();
        }
    }

    // Under the lock, which goes with it: so no other deploy of the release has begun in it.
    async Task TakeNamespaceBackAsync(ReleaseSession session, DeployLock? held, CancellationToken cancellation)
    {
        var ns = $"Namespace {release.Namespace}";
        if (held is null or { Lost.IsCancellationRequested: true })
        {
            observer.Note($"{ns} stays, since another deploy may be at work in it");
            return;
        }

        try
        {
            if (await session.TryDeleteNamespaceAsync(cancellation) is { } others)
                observer.Note($"{ns} stays, for {others} is in it");
            else
                observer.Done(new ObjectIdentity("", "Namespace", "", release.Namespace), "deleted");
        }
        catch (Exception error) when (error is ApiException or OperationCanceledException)
        {
            observer.Note($"{ns} was made, and could not be deleted again: {error.Message}");
        }
    }

    void CheckNamespace(ReleaseSession session)
    {
        if (session.Namespace is null && !options.CreateNamespace)
            throw new DeployException($"Namespace {release.Namespace}", $"is not in the cluster: make it (kubectl --context {release.Context} create namespace {release.Namespace}), or let deploys make it (createNamespace: true for the environment in ninja.yaml)");
        if (session.Namespace.Text("status", "phase") == "Terminating")
            throw new DeployException($"Namespace {release.Namespace}", "is being deleted: wait until it is gone, then deploy again");
    }

    Task<DeployLock> LockAsync(CancellationToken cancellation) =>
        DeployLock.TakeAsync(api, release, options.Lock with { Note = observer.Note }, cancellation);

    // What is thrown is thrown before anything was changed: what comes later is an outcome by itself.
    async Task<ReleaseOutcome> OutcomeOfAsync(Func<Task<ReleaseOutcome>> work)
    {
        try
        {
            return await work();
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
            return new ReleaseOutcome(ReleaseResult.Refused) { Problems = [new DeployProblem(release.ToString(), "was stopped before anything was changed")] };
        }
    }
}
