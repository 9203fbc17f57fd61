using System.Collections.Concurrent;
using System.Globalization;
using NinjaBuild.Deploy.Applying;
using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Recovery;

/// <summary>
/// Takes back what a deploy did, the last wave first: what it made is deleted, what it changed gets its former fields, and nothing else of
/// any object is touched, so that what others changed meanwhile stays.
/// </summary>
/// <param name="session">The release and its cluster.</param>
/// <param name="applier">Deletes what was made.</param>
/// <param name="brokenPods">Lets go of what keeps a StatefulSet from being restored.</param>
/// <param name="health">Waits for what was restored.</param>
/// <param name="observer">Is told of it.</param>
sealed class Undo(ReleaseSession session, ObjectApplier applier, BrokenPods brokenPods, HealthWait health, IDeployObserver observer)
{
    readonly List<DeployProblem> _left = [];
    readonly ConcurrentDictionary<ObjectIdentity, bool> _done = new();

    ApiClient Api => session.Api;

    /// <summary>What could not be taken back so far, and what to do about it.</summary>
    public IReadOnlyList<DeployProblem> Left
    {
        get
        {
            lock (_left)
                return [.. _left];
        }
    }

    /// <summary>What was done and stays so.</summary>
    /// <param name="journal">What was done, the last first.</param>
    /// <param name="why">Why it stays, as a clause.</param>
    public static IReadOnlyList<DeployProblem> NotTakenBack(IEnumerable<AppliedChange> journal, string why) =>
        [.. journal.GroupBy(change => change.Identity).Select(Merge).Select(change => new DeployProblem(change.Identity.ToString(), $"{Done(change)} and is not taken back: {why}"))];

    /// <summary>Takes back what the journal tells, as far as that is possible.</summary>
    /// <param name="journal">What was done, the last first.</param>
    /// <param name="cancellation">Ends it: what is not taken back by then is left.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task RunAsync(IEnumerable<AppliedChange> journal, CancellationToken cancellation)
    {
        var changes = journal.GroupBy(change => change.Identity).Select(Merge).ToList();
        try
        {
            foreach (var wave in changes.GroupBy(change => (change.IsHook, change.Wave)))
                await TakeBackWaveAsync([.. wave], cancellation);
        }
        catch (OperationCanceledException)
        {
            foreach (var problem in NotTakenBack(changes.Where(change => !_done.ContainsKey(change.Identity)), "the rollback was stopped"))
                Leave(problem);
            throw;
        }
    }

    async Task TakeBackWaveAsync(IReadOnlyList<AppliedChange> wave, CancellationToken cancellation)
    {
        if (!wave[0].IsHook)
            observer.StepStarted(Title(wave[0].Wave), wave.Count);
        var waits = new List<WaitItem>();
        foreach (var kind in wave.GroupBy(change => change.Identity.Kind))
        {
            var restored = await Task.WhenAll(kind.Select(change => TakeBackAsync(change, cancellation)));
            waits.AddRange(restored.OfType<WaitItem>());
        }

        await WaitAsync(waits, cancellation);
    }

    static string Done(AppliedChange change) => change.Action switch
    {
        PlanAction.Prune => "was deleted",
        PlanAction.Adopt => "was taken over",
        PlanAction.Replace => "was deleted to be made anew",
        _ => change.Before is null ? "was made" : "was changed",
    };

    static string Title(int wave) =>
        wave == ReleaseObject.DefinitionsWave ? "back to what was before, definitions of custom kinds" : string.Create(CultureInfo.InvariantCulture, $"back to what was before, wave {wave}");

    // What was deleted and made anew stands twice: from the first of the two is known how it was, from the last how it is.
    static AppliedChange Merge(IGrouping<ObjectIdentity, AppliedChange> changes)
    {
        var (last, first) = (changes.First(), changes.Last());
        return last with { Resource = first.Resource, Before = first.Before, Losers = first.Losers, Action = first.Action };
    }

    async Task WaitAsync(IReadOnlyList<WaitItem> waits, CancellationToken cancellation)
    {
        try
        {
            await health.WaitAsync(waits, cancellation);
        }
        catch (StepFailure failure)
        {
            foreach (var problem in failure.Problems)
                Leave(problem with { Message = $"is as it was, but not healthy: {problem.Message}" });
        }
        catch (ApiException error)
        {
            Leave(new DeployProblem(session.Release.ToString(), $"whether what was restored is healthy cannot be seen: {error.Message}"));
        }
    }

    // One object that cannot be taken back, for whatever reason, must not keep the others from it.
    async Task<WaitItem?> TakeBackAsync(AppliedChange change, CancellationToken cancellation)
    {
        try
        {
            var restored = await RestoreAsync(change, cancellation);
            _done[change.Identity] = true;
            return restored;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            _done[change.Identity] = false;
            Leave(new DeployProblem(change.Identity.ToString(), $"{(change.Before is null ? "was made and could not be deleted" : "was changed and could not be restored")}: {Reason(change, error)}"));
            return null;
        }
    }

    static string Reason(AppliedChange change, Exception error) =>
        error is StepFailure { Problems: [var problem] } && problem.Subject == change.Identity.ToString() ? problem.Message : error.Message;

    async Task<WaitItem?> RestoreAsync(AppliedChange change, CancellationToken cancellation)
    {
        var identity = change.Identity;
        var live = await Api.GetAsync(change.Resource, identity.Namespace, identity.Name, cancellation);
        if (change.Before?.Unpack() is not { } before)
        {
            if (live is not null && IsOurs(change, live))
                Tell(identity, await DeleteAsync(change, live, cancellation), "deleted");
            return null;
        }

        var restored = live switch
        {
            null => await MakeAgainAsync(change, before, cancellation),
            _ when live.Text("metadata", "uid") != before.Text("metadata", "uid") => await ReplaceAsync(change, before, live, cancellation),
            _ => await GiveFieldsBackAsync(change, before, cancellation),
        };
        if (restored is null)
            return null;
        observer.Done(identity, "restored");
        // What was not healthy before cannot be expected to be so afterwards.
        return HealthCheck.Of(before).Status > HealthStatus.Progressing
            ? null
            : new WaitItem(change.Resource, identity, restored.Text("metadata", "uid"), restored.Number("metadata", "generation")) { Applied = restored };
    }

    // Not somebody else's object of the same name, made since; where no answer told the uid, the labels tell.
    bool IsOurs(AppliedChange change, Tree live) =>
        Ownership.Owns(session.Release, live) && (change.Uid is null || change.Uid == live.Text("metadata", "uid"));

    Task<bool> DeleteAsync(AppliedChange change, Tree live, CancellationToken cancellation) =>
        applier.DeleteAsync(new PlannedObject(change.Identity, change.Resource, PlanAction.Prune, change.Wave) { Live = live }, cancellation);

    async Task<Tree?> GiveFieldsBackAsync(AppliedChange change, Tree before, CancellationToken cancellation)
    {
        // What the release applied before is applied again; where it applied nothing, all that it added goes.
        var restored = change.Losers.Count > 0
            ? await TakenFields.GiveBackAsync(Api, change.Resource, before, change.Losers, cancellation)
            : await ApplyAsync(change, AppliedConfiguration.Of(before, Ownership.FieldManager) ?? AppliedConfiguration.OfFields(before, AppliedConfiguration.NoFields), cancellation);
        if (change.Identity is { Group: "apps", Kind: "StatefulSet" })
            await brokenPods.LetGoAsync(change.Resource, restored, cancellation);
        return restored;
    }

    async Task<Tree?> ReplaceAsync(AppliedChange change, Tree before, Tree live, CancellationToken cancellation)
    {
        if (!await DeleteAsync(change, live, cancellation))
            throw new StepFailure(change.Identity, $"somebody else has made another one of its name, which belongs to {Ownership.OwnerOf(live) ?? "no release"}");
        return await MakeAgainAsync(change, before, cancellation);
    }

    async Task<Tree?> MakeAgainAsync(AppliedChange change, Tree before, CancellationToken cancellation)
    {
        // What hooks left is theirs to delete, and to make.
        if (change.IsHook)
            return null;
        var identity = change.Identity;
        if (identity is { Group: "batch", Kind: "Job" } && HealthCheck.Of(before).Status is HealthStatus.Healthy or HealthStatus.Degraded)
        {
            observer.Note($"{identity} had ended and is not made again: it would run again");
            return null;
        }

        return AppliedConfiguration.Of(before, Ownership.FieldManager) is { } applied
            ? await ApplyAsync(change, applied, cancellation)
            : await Api.CreateAsync(change.Resource, identity.Namespace, Content(before), new WriteOptions { FieldManager = Ownership.FieldManager }, cancellation);
    }

    async Task<Tree> ApplyAsync(AppliedChange change, Tree body, CancellationToken cancellation)
    {
        var options = new ApplyOptions { Force = true, FieldManager = Ownership.FieldManager };
        return (await Api.ApplyAsync(change.Resource, change.Identity.Namespace, change.Identity.Name, body, options, cancellation)).Object;
    }

    static Dictionary<string, object?> Content(Tree before)
    {
        var body = TreeAccess.CopyMapping(before);
        body.Remove("status");
        if (body.GetValueOrDefault("metadata") is Dictionary<string, object?> metadata)
        {
            foreach (var field in AppliedBody.ServerMetadata)
                metadata.Remove(field);
        }

        return body;
    }

    void Tell(ObjectIdentity identity, bool isDone, string what)
    {
        if (isDone)
            observer.Done(identity, what);
    }

    void Leave(DeployProblem problem)
    {
        lock (_left)
            _left.Add(problem);
    }
}
