using NinjaBuild.Deploy.Waiting.Looks;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Watching;

/// <summary>The watch of those objects of one kind in one namespace that are waited for.</summary>
sealed class ItemWatch(ApiClient api, string? labels, ApiResource resource, string ns, IReadOnlyList<WaitItem> items)
{
    readonly Dictionary<string, ObjectIdentity> _identities = items.ToDictionary(item => item.Identity.Name, item => item.Identity, StringComparer.Ordinal);

    /// <summary>Tells of the objects until it is ended, or may not watch them.</summary>
    /// <param name="see">Is told how one is.</param>
    /// <param name="gone">Is told that one is gone.</param>
    /// <param name="synced">Is told when all have been told of.</param>
    /// <param name="fault">Is told why they cannot be seen.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">The server cannot be reached.</exception>
    public async Task RunAsync(
        Action<ObjectIdentity, ObjectLook> see, Action<ObjectIdentity> gone, Action synced, Action<string> fault, CancellationToken cancellation)
    {
        try
        {
            if (LabelsOf(items, labels) is { } selector && await FollowAsync(selector, see, gone, synced, cancellation)) return;
            await FollowAsync(selector: null, see, gone, synced, cancellation);
        }
        catch (ApiException e) when (e.Kind is ApiErrorKind.Forbidden or ApiErrorKind.NotAllowed or ApiErrorKind.NotFound or ApiErrorKind.BadRequest)
        {
            fault($"its health cannot be seen: {e.Message}");
        }
    }

    /// <summary>The selector where all objects are known to meet it; null where they are not.</summary>
    internal static string? LabelsOf(IReadOnlyList<WaitItem> items, string? labels)
    {
        if (labels is null) return null;
        var wanted = labels.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(label => label.Split('=', 2)).ToList();
        bool AreOn(WaitItem item) => wanted.TrueForAll(label => label is [var name, var value] && item.Applied.Text("metadata", "labels", name) == value);
        return items.All(AreOn) ? labels : null;
    }

    /// <summary>Tells of the objects that meet a selector.</summary>
    /// <returns>False where an object no longer bears the labels, so that it has to be watched without them.</returns>
    async Task<bool> FollowAsync(
        string? selector, Action<ObjectIdentity, ObjectLook> see, Action<ObjectIdentity> gone, Action synced, CancellationToken cancellation)
    {
        var where = resource.IsNamespaced ? ns : null;
        await foreach (var sighting in Sightings.FollowAsync(api, resource, where, new ListOptions { Labels = selector }, _identities.Keys, cancellation))
        {
            if (sighting.IsSynced) synced();
            else if (sighting.Object is { } tree) see(_identities[sighting.Name], ObjectLook.Of(tree));
            else if (selector is not null && await api.GetAsync(resource, ns, sighting.Name, cancellation) is not null) return false;
            else gone(_identities[sighting.Name]);
        }

        return true;
    }
}
