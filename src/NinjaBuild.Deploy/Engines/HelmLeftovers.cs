using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Reports;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Engines;

/// <summary>
/// What hooks leave when helm uninstalls a release: helm deletes of them only what their delete policies say, and forgets the rest.
/// </summary>
sealed class HelmLeftovers
{
    readonly ApiClient _api;
    readonly Release _release;
    readonly IReadOnlyList<(ObjectIdentity Identity, ApiResource Resource)> _hooks;

    HelmLeftovers(ApiClient api, Release release, IReadOnlyList<(ObjectIdentity Identity, ApiResource Resource)> hooks)
    {
        (_api, _release, _hooks) = (api, release, hooks);
    }

    /// <summary>Reads the hooks of all revisions, which helm forgets with the release; what may not be read is left out.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="release">The release.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<HelmLeftovers> ReadAsync(ApiClient api, Release release, CancellationToken cancellation)
    {
        try
        {
            var discovery = await api.DiscoverAsync(cancellation);
            var revisions = await HelmInventory.ReadAllAsync(api, RecordSecret.Resource, release, labels: null, cancellation);
            var manifests = ManifestReader.Read(revisions.SelectMany(revision => revision.Hooks).Distinct(StringComparer.Ordinal), release.Name, release.Namespace).Manifests;
            var hooks = new Dictionary<ObjectIdentity, ApiResource>();
            foreach (var manifest in manifests)
            {
                if (manifest.Name is { } name && discovery.Find(manifest.Type.ApiVersion, manifest.Kind) is { } resource)
                    hooks[new ObjectIdentity(resource.Group, resource.Kind, resource.IsNamespaced ? manifest.DeclaredNamespace ?? release.Namespace : "", name)] = resource;
            }

            return new HelmLeftovers(api, release, [.. hooks.Select(hook => (hook.Key, hook.Value))]);
        }
        catch (Exception error) when (error is ApiException or DeployException)
        {
            return new HelmLeftovers(api, release, []);
        }
    }

    /// <summary>Says which of them are still there, and how to delete them; null where none is.</summary>
    public async Task<string?> FindAsync(CancellationToken cancellation)
    {
        var left = new List<(ObjectIdentity Identity, ApiResource Resource)>();
        foreach (var hook in _hooks)
        {
            if (await IsThereAsync(hook.Identity, hook.Resource, cancellation))
                left.Add(hook);
        }

        return left.Count == 0
            ? null
            : $"helm leaves what hooks made: {string.Join(", ", left.Select(hook => ObjectName.In(_release.Namespace, hook.Identity)))}; to delete it: {string.Join(" && ", left.GroupBy(hook => hook.Identity.Namespace, StringComparer.Ordinal).Select(Command))}";
    }

    string Command(IGrouping<string, (ObjectIdentity Identity, ApiResource Resource)> hooks)
    {
        var place = hooks.Key.Length > 0 ? $" --namespace {HelmAdvice.Quoted(hooks.Key)}" : "";
        return $"kubectl --context {HelmAdvice.Quoted(_release.Context)}{place} delete {string.Join(' ', hooks.Select(hook => HelmAdvice.Quoted($"{hook.Resource.GroupResource}/{hook.Identity.Name}")))}";
    }

    // What says that it is some release's is not what a hook made.
    async Task<bool> IsThereAsync(ObjectIdentity identity, ApiResource resource, CancellationToken cancellation)
    {
        try
        {
            return await _api.GetAsync(resource, identity.Namespace, identity.Name, cancellation) is { } live
                && live.Text("metadata", "deletionTimestamp") is null
                && Ownership.OwnerOf(live) is null;
        }
        catch (Exception error) when (error is ApiException or OperationCanceledException)
        {
            return false;
        }
    }
}
