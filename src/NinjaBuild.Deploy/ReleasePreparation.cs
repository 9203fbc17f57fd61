using NinjaBuild.Deploy.Applying;
using NinjaBuild.Deploy.Guards;
using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy;

/// <summary>Gives what a release is to be, once it is known what is there.</summary>
/// <param name="history">The revisions on record.</param>
/// <param name="owned">What they left in the cluster.</param>
/// <returns>The content, and the phases in which its hooks run.</returns>
delegate Task<(ReleaseContent Content, HookPoints Points)> ContentSource(RevisionHistory history, IReadOnlyList<RecordedObject> owned);

/// <summary>Reads, checks and plans, and changes nothing. All that is wrong is told at once.</summary>
/// <param name="session">The release and its cluster.</param>
/// <param name="options">How it is deployed.</param>
/// <param name="source">What it is to be.</param>
/// <param name="isChart">Whether that is a chart, which has to keep to all its limits, and not what was deployed once.</param>
sealed class ReleasePreparation(ReleaseSession session, DeployOptions options, ContentSource source, bool isChart)
{
    /// <summary>Prepares a deploy.</summary>
    /// <exception cref="DeployException">It is refused; every reason.</exception>
    /// <exception cref="NinjaBuild.Kubernetes.Client.ApiException">The cluster does not answer.</exception>
    public async Task<PreparedRelease> RunAsync(CancellationToken cancellation)
    {
        var history = await session.ReadHistoryAsync(cancellation);
        var owned = await session.OwnedAsync(history, cancellation);
        var (content, points) = await source(history, owned);
        var notes = new List<string>([.. history.Problems.Select(problem => problem.ToString()), .. content.Warnings]);
        content = await WithoutDefinitionsOfOthersAsync(content, notes, cancellation);
        var hooks = HookSelection.Of(content, points);

        var planner = new Planner(session.Api, session.Discovery, session.Schema, session.Release, options.Permissions);
        var objects = await planner.PlanAsync(isChart ? content : content with { Hooks = hooks }, [.. owned.Select(OwnedObject.Of)], session.Namespace is not null, cancellation);
        var last = isChart && session.Release.IsHelms && session.Namespace is not null ? await session.LastHelmContentAsync(cancellation) : null;
        if (last is not null)
            objects = WithDroppedFields(objects, last);
        var pruned = objects.Where(item => item.Action == PlanAction.Prune).Select(item => item.Identity).ToHashSet();
        var missing = await new MissingReferences(session.Api, session.Discovery).FindAsync(content, pruned, notes, cancellation);
        List<DeployProblem> problems = [.. isChart ? OutOfLimits(content) : OutOfScope(Unproven(content with { Hooks = hooks }, objects)), .. missing, .. InOrder(planner.Problems)];
        if (problems.Count > 0)
            throw new DeployException(problems);

        var unfinished = history.Unfinished;
        if (unfinished is not null)
            notes.Add($"revision {unfinished.Number}, which {unfinished.By} began at {unfinished.Started:u}, {EndOf(unfinished)}");
        if (session.Namespace is null)
            notes.Add($"Namespace {session.Release.Namespace} is not there yet: until it is made, the server cannot try what goes into it");
        var plan = new DeployPlan(session.Release, objects, hooks.Count > 0 && await HaveRunAsync(history, last, objects, hooks, cancellation) ? [] : hooks)
        {
            CreatesNamespace = session.Namespace is null,
            Finishes = unfinished?.Number,
            Notes = [.. notes, .. planner.Notes],
        };
        return new PreparedRelease(content, points, plan, history, owned);
    }

    // Several charts may bring the definitions of one operator: as with Helm, those in crds/ are for clusters that lack them.
    async Task<ReleaseContent> WithoutDefinitionsOfOthersAsync(ReleaseContent content, List<string> notes, CancellationToken cancellation)
    {
        var others = new HashSet<ObjectIdentity>();
        foreach (var item in content.Objects.Where(item => item.Wave == ReleaseObject.DefinitionsWave))
        {
            if (session.Resolve(item.Type) is not { } resource
                || await session.Api.GetAsync(resource, item.Identity.Namespace, item.Identity.Name, cancellation) is not { } live
                || Ownership.MayTake(session.Release, live, options.Permissions.Adopt))
            {
                continue;
            }

            others.Add(item.Identity);
            notes.Add($"{item.Identity} is in the cluster already, and stays as it is: it belongs to {Ownership.OwnerOf(live) ?? "no release"}");
        }

        return others.Count == 0 ? content : content with { Objects = [.. content.Objects.Where(item => !others.Contains(item.Identity))] };
    }

    // A plan holds no lock: whoever began the revision may still be at work.
    string EndOf(Revision unfinished) => unfinished.Status switch
    {
        RevisionStatus.Failed => "failed and is not, or not wholly, rolled back: this deploy takes its place",
        RevisionStatus.Deploying when options.PlanOnly => "is not finished: that deploy is still running, or was cut off",
        _ => "was cut off: this deploy takes its place",
    };

    IEnumerable<DeployProblem> OutOfLimits(ReleaseContent content) =>
        OutOfScope(content).Concat(options.RequirePinnedImages ? PinnedImages.Check(content) : []);

    IEnumerable<DeployProblem> OutOfScope(ReleaseContent content) => new AllowedScope(options.Namespaces, options.ClusterKinds).Check(session.Release, content);

    // Whoever may write Secrets in the namespace may have written a record. That objects are the release's, wherever they are, they say themselves.
    ReleaseContent Unproven(ReleaseContent content, IReadOnlyList<PlannedObject> objects)
    {
        var own = objects.Where(item => item.Live is { } live && Ownership.Owns(session.Release, live)).Select(item => item.Identity).ToHashSet();
        return content with { Objects = [.. content.Objects.Where(item => !own.Contains(item.Identity))] };
    }

    // Where nothing has changed since a revision that ended well, its hooks have done their work.
    async Task<bool> HaveRunAsync(RevisionHistory history, ReleaseContent? last, IReadOnlyList<PlannedObject> objects, IReadOnlyList<ReleaseHook> hooks, CancellationToken cancellation)
    {
        if (objects.Any(item => item.IsChange))
            return false;
        // A rollback of helm's runs hooks in any case.
        if (session.Release.IsHelms)
            return last is not null && HookSelection.AreUnchanged(hooks, last.Hooks);
        return history is { Unfinished: null, LastGood: { } good } && HookSelection.AreUnchanged(hooks, (await session.Store.ReadObjectsAsync(good, cancellation)).Hooks);
    }

    // Fields that the chart no longer sets show in no dry run: helm finds them by what it deployed last, and so must the plan.
    static IReadOnlyList<PlannedObject> WithDroppedFields(IReadOnlyList<PlannedObject> objects, ReleaseContent last)
    {
        var known = last.Objects.ToLookup(item => item.Identity);
        return
        [
            .. objects.Select(item => item is { Action: PlanAction.None, Desired: { } desired } && known[item.Identity].Any(before => ContentDigest.Of(before.Body) != ContentDigest.Of(desired.Body))
                ? item with { Action = PlanAction.Change, Reason = "the chart no longer sets all that helm deployed last" }
                : item),
        ];
    }

    static IEnumerable<DeployProblem> InOrder(IEnumerable<DeployProblem> problems) =>
        problems.OrderBy(problem => problem.Subject, StringComparer.Ordinal).ThenBy(problem => problem.Message, StringComparer.Ordinal);
}
