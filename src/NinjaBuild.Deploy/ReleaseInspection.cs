using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Recovery;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Waiting.Looks;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Health;

namespace NinjaBuild.Deploy;

/// <summary>An object of a release as it is in the cluster.</summary>
/// <param name="Planned">What applying the recorded manifest again would do to it: its drift.</param>
/// <param name="Health">How it is.</param>
public sealed record InspectedObject(PlannedObject Planned, ObjectHealth Health)
{
    /// <summary>Whether it is otherwise than it was deployed. Of a Secret this can be told, though it could not be applied again.</summary>
    public bool IsDrifted => Planned.IsChange || Planned.Changes.Count > 0;
}

/// <summary>A release as it is in the cluster.</summary>
/// <param name="Release">The release.</param>
/// <param name="History">Its revisions.</param>
/// <param name="Objects">The objects of the revision that was looked at.</param>
/// <param name="Problems">What could not be compared with what was deployed.</param>
public sealed record ReleaseStatus(Release Release, RevisionHistory History, IReadOnlyList<InspectedObject> Objects, IReadOnlyList<DeployProblem> Problems)
{
    /// <summary>
    /// The revision that was looked at: the last good one; where there is none yet, the newest, unless nothing is left of it. Null where
    /// nothing is deployed, and where Helm keeps the revisions.
    /// </summary>
    public Revision? Inspected => History.LastGood ?? History.Unfinished;

    /// <summary>Whether the last deploy ended well, and what is there is healthy.</summary>
    public bool IsWell => History.Unfinished is null && IsHealthy;

    /// <summary>Whether every object is as well as can be expected of its kind.</summary>
    public bool IsHealthy => Objects.All(item => Expectations.AreMet(item.Planned.Identity, item.Health));

    /// <summary>The objects that are otherwise than they were deployed.</summary>
    public IReadOnlyList<InspectedObject> Drifted => [.. Objects.Where(item => item.IsDrifted)];
}

/// <summary>Looks at a release and changes nothing.</summary>
/// <param name="api">The cluster.</param>
/// <param name="release">The release.</param>
public sealed class ReleaseInspection(ApiClient api, Release release)
{
    /// <summary>Compares what is in the cluster with what is recorded of the last good revision, or where there is none, of the one that did not get there.</summary>
    /// <exception cref="ApiException">The cluster does not answer.</exception>
    public async Task<ReleaseStatus> RunAsync(CancellationToken cancellation)
    {
        var session = await ReleaseSession.OpenAsync(api, release, cancellation);
        if (session.Namespace is null)
            return new ReleaseStatus(release, new RevisionHistory([], [], 1), [], []);
        var history = await session.ReadHistoryAsync(cancellation);
        var status = new ReleaseStatus(release, history, [], []);
        if (status.Inspected is null && !release.IsHelms)
            return status;

        // Fields that somebody else took are drift as well, and not a conflict: nothing is going to be applied.
        var content = status.Inspected is { } revision
            ? RecordedContent.Of(revision, await session.Store.ReadObjectsAsync(revision, cancellation))
            : await session.HelmContentAsync(revision: null, cancellation);
        var planner = new Planner(api, session.Discovery, session.Schema, release, new PlanPermissions(Replace: true, TakeFields: true, Adopt: true));
        var objects = await planner.PlanAsync(content with { Hooks = [] }, [], hasNamespace: true, cancellation);
        var compared = objects.ToDictionary(item => item.Identity);
        var inspected = await Task.WhenAll(content.Objects.Select(async item =>
        {
            var planned = compared.GetValueOrDefault(item.Identity) ?? await LookAsync(session, item, cancellation);
            return new InspectedObject(planned, HealthCheck.Of(planned.Live));
        }));
        return status with { Objects = inspected, Problems = [.. planner.Problems] };
    }

    // What cannot be applied, even as a trial, can be looked at all the same.
    async Task<PlannedObject> LookAsync(ReleaseSession session, ReleaseObject item, CancellationToken cancellation)
    {
        var resource = session.Resolve(item.Type);
        var live = resource is null ? null : await api.GetAsync(resource, item.Identity.Namespace, item.Identity.Name, cancellation);
        return new PlannedObject(item.Identity, resource ?? Planner.Unserved(item), PlanAction.None, item.Wave) { Desired = item, Live = live };
    }
}
