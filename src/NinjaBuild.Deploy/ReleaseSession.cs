using NinjaBuild.Deploy.Applying;
using NinjaBuild.Deploy.Engines;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Recovery;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy;

/// <summary>What is known of a release and its cluster before anything is done.</summary>
sealed class ReleaseSession
{
    const int DiscoveryAttempts = 60;
    static readonly TimeSpan DiscoveryPause = TimeSpan.FromMilliseconds(250);
    static readonly TypeName NamespaceType = new("v1", "Namespace");

    ReleaseSession(ApiClient api, Release release, ApiDiscovery discovery, Tree? @namespace)
    {
        Api = api;
        Release = release;
        Discovery = discovery;
        Namespace = @namespace;
        Schema = KubernetesSchema.Nearest(api.Version.Schema);
        Store = new RevisionStore(api, release);
    }

    /// <summary>The cluster.</summary>
    public ApiClient Api { get; }

    /// <summary>The release.</summary>
    public Release Release { get; }

    /// <summary>What the cluster serves.</summary>
    public ApiDiscovery Discovery { get; private set; }

    /// <summary>The release's namespace; null where it is not there.</summary>
    public Tree? Namespace { get; private set; }

    /// <summary>The fields of the kinds that the cluster serves.</summary>
    public KubernetesSchema Schema { get; }

    /// <summary>The revisions on record.</summary>
    public RevisionStore Store { get; }

    /// <summary>What charts may know of the cluster.</summary>
    public ClusterFacts Facts => new(
        Api.Version.ToString(),
        [.. Discovery.All.SelectMany(resource => (string[])[resource.ApiVersion, $"{resource.ApiVersion}/{resource.Kind}"]).Distinct(StringComparer.Ordinal)],
        type => Discovery.Find(type.ApiVersion, type.Kind)?.IsNamespaced);

    /// <summary>Asks the cluster.</summary>
    /// <exception cref="ApiException">It does not answer.</exception>
    public static async Task<ReleaseSession> OpenAsync(ApiClient api, Release release, CancellationToken cancellation)
    {
        var discovery = await api.DiscoverAsync(cancellation);
        var session = new ReleaseSession(api, release, discovery, @namespace: null);
        await session.LookAtNamespaceAsync(cancellation);
        return session;
    }

    /// <summary>
    /// Waits until the kinds that definitions have just brought are served: discovery may be some moments behind a definition that is
    /// established. After a while it is left to the objects of the kinds to say that they are not.
    /// </summary>
    public async Task AwaitKindsAsync(IReadOnlyList<ReleaseObject> definitions, CancellationToken cancellation)
    {
        var kinds = definitions.SelectMany(KindsOf).ToList();
        for (var attempt = 0; attempt < DiscoveryAttempts; attempt++)
        {
            Discovery = await Api.RefreshAsync(cancellation);
            if (kinds.TrueForAll(kind => Discovery.Find(kind.ApiVersion, kind.Kind) is not null))
                return;
            await Task.Delay(DiscoveryPause, cancellation);
        }
    }

    static IEnumerable<TypeName> KindsOf(ReleaseObject definition)
    {
        var (group, kind) = (definition.Body.Text("spec", "group"), definition.Body.Text("spec", "names", "kind"));
        return definition.Body.Items("spec", "versions").Where(version => version.IsTrue("served")).Select(version => new TypeName($"{group}/{version.Text("name")}", kind ?? ""));
    }

    /// <summary>How objects of a type are reached; null where the cluster does not serve it.</summary>
    public ApiResource? Resolve(TypeName type) => Discovery.Find(type.ApiVersion, type.Kind);

    /// <summary>Knows what goes with an object that is deleted.</summary>
    public ContainedObjects Contained => new(Api, Discovery, Release);

    /// <summary>Makes the namespace.</summary>
    /// <returns>Whether it was made, and not by somebody else in the meantime.</returns>
    /// <exception cref="ApiException">The server refuses it.</exception>
    public async Task<bool> CreateNamespaceAsync(CancellationToken cancellation)
    {
        var body = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["apiVersion"] = NamespaceType.ApiVersion,
            ["kind"] = NamespaceType.Kind,
            ["metadata"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = Release.Namespace },
        };
        try
        {
            Namespace = await Api.CreateAsync(NamespaceResource, "", body, new WriteOptions { FieldManager = Ownership.FieldManager }, cancellation);
            return true;
        }
        catch (ApiException error) when (error.Kind == ApiErrorKind.AlreadyExists)
        {
            await LookAtNamespaceAsync(cancellation);
            return error.MayBeDone;
        }
    }

    /// <summary>Deletes the namespace, unless others have something in it.</summary>
    /// <returns>What they have; null where it was deleted.</returns>
    /// <exception cref="ApiException">The server refuses it.</exception>
    public async Task<string?> TryDeleteNamespaceAsync(CancellationToken cancellation)
    {
        if (await Contained.OfOthersAsync(new ObjectIdentity("", "Namespace", "", Release.Namespace), Namespace!, cancellation) is { } others)
            return others;
        await Api.DeleteAsync(NamespaceResource, "", Release.Namespace, new DeleteOptions { Uid = Namespace.Text("metadata", "uid") }, cancellation);
        Namespace = null;
        return null;
    }

    /// <summary>The revisions on record; none where Helm keeps them.</summary>
    public async Task<RevisionHistory> ReadHistoryAsync(CancellationToken cancellation) =>
        Release.IsHelms || Namespace is null ? new RevisionHistory([], [], 1) : await Store.ReadAsync(cancellation);

    /// <summary>
    /// What earlier revisions left in the cluster: the objects of the last good one and of those after it, which failed or were cut off.
    /// What they looked like is left out.
    /// </summary>
    public async Task<IReadOnlyList<RecordedObject>> OwnedAsync(RevisionHistory history, CancellationToken cancellation)
    {
        if (Release.IsHelms)
            return Namespace is null ? [] : RecordedContent.ToRecord(await HelmContentAsync(revision: null, cancellation), new HashSet<ObjectIdentity>()).Objects;
        var result = new Dictionary<ObjectIdentity, RecordedObject>();
        var own = new HashSet<ObjectIdentity>();
        foreach (var revision in history.Revisions.Where(revision => revision.Number >= (history.LastGood?.Number ?? 0)))
        {
            foreach (var item in (await Store.ReadObjectsAsync(revision, cancellation)).Objects)
            {
                // What was taken over by a revision that never was good is not the release's to delete.
                if (revision.IsGood || !item.WasThereBefore)
                    own.Add(item.Identity);
                result[item.Identity] = item with { Manifest = null, IsKept = item.IsKept || !own.Contains(item.Identity) };
            }
        }

        return [.. result.Values];
    }

    /// <summary>What Helm deployed as a revision.</summary>
    /// <param name="revision">The revision; null for the one that is deployed.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ReleaseContent> HelmContentAsync(int? revision, CancellationToken cancellation) =>
        await HelmInventory.ReadAsync(Api, Secrets, Release, revision, cancellation) is { } stored ? Sorted(stored) : new ManifestSorting(Release, Facts).ToContent();

    /// <summary>What Helm has deployed; null where its last revision came to nothing, or is not finished.</summary>
    public async Task<ReleaseContent?> LastHelmContentAsync(CancellationToken cancellation) =>
        await HelmInventory.ReadNewestAsync(Api, Secrets, Release, cancellation) is { IsDeployed: true } stored ? Sorted(stored) : null;

    ReleaseContent Sorted(StoredRevision stored)
    {
        var sorting = new ManifestSorting(Release, Facts);
        sorting.Add([$"{stored.Manifest}\n", .. stored.Hooks], Release.Name);
        return sorting.ToContent();
    }

    ApiResource Secrets => Discovery.Find("v1", "Secret")!;

    ApiResource NamespaceResource => Discovery.Find(NamespaceType.ApiVersion, NamespaceType.Kind)!;

    async Task LookAtNamespaceAsync(CancellationToken cancellation)
    {
        try
        {
            Namespace = await Api.GetAsync(NamespaceResource, "", Release.Namespace, cancellation);
        }
        catch (ApiException error) when (error.Kind == ApiErrorKind.Forbidden)
        {
            // Who may not look at namespaces may still work in one: it counts as there, and the dry runs tell.
            Namespace = new Dictionary<string, object?>(StringComparer.Ordinal);
        }
    }
}
