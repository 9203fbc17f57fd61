using NinjaBuild.Deploy.Waiting.Evidence;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Watching;

/// <summary>Waits until objects are gone.</summary>
sealed class DeletionWait(ApiClient api, HealthWatchOptions options)
{
    public async Task<WaveOutcome> RunAsync(IReadOnlyList<WaitItem> items, TimeSpan timeout, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(timeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var groups = items.GroupBy(item => (item.Resource, item.Identity.Namespace)).Select(group => LeftOfAsync([.. group], either.Token));
        var left = await Task.WhenAll(groups);
        cancellation.ThrowIfCancellationRequested();
        var byItem = left.SelectMany(group => group).ToDictionary(one => one.Key, one => one.Value);
        return new WaveOutcome([.. items.Where(byItem.ContainsKey).Select(item => byItem[item])]);
    }

    /// <summary>What is still there of the objects of one kind in one namespace when the time is up.</summary>
    async Task<Dictionary<WaitItem, StuckObject>> LeftOfAsync(IReadOnlyList<WaitItem> items, CancellationToken cancellation)
    {
        var left = items.ToDictionary(item => item, item => Stuck(item, "it is not known whether it is gone: the server did not say in time"));
        var byName = items.ToLookup(item => item.Identity.Name, StringComparer.Ordinal);
        var (resource, ns) = (items[0].Resource, items[0].Identity.Namespace);
        var selected = new ListOptions { Labels = ItemWatch.LabelsOf(items, options.Labels) };
        try
        {
            await foreach (var sighting in Sightings.FollowAsync(api, resource, resource.IsNamespaced ? ns : null, selected, [.. byName.Select(name => name.Key)], cancellation))
            {
                foreach (var item in byName[sighting.Name])
                {
                    var tree = sighting.Object ?? (selected.Labels is null ? null : await api.GetAsync(resource, ns, sighting.Name, cancellation));
                    Note(left, item, tree);
                }

                if (left.Count == 0) break;
            }
        }
        catch (OperationCanceledException)
        {
            // The time is up, or the user has had enough; the caller knows which.
        }
        catch (ApiException e) when (e.Kind is ApiErrorKind.Forbidden or ApiErrorKind.NotAllowed or ApiErrorKind.NotFound)
        {
            foreach (var item in items) Note(left, item, await LookAsync(item, cancellation), $": {e.Message}");
        }

        return left;
    }

    async Task<Tree?> LookAsync(WaitItem item, CancellationToken cancellation)
    {
        try
        {
            return await api.GetAsync(item.Resource, item.Identity.Namespace, item.Identity.Name, cancellation);
        }
        catch (Exception e) when (e is ApiException or OperationCanceledException)
        {
            return new Dictionary<string, object?>(StringComparer.Ordinal);
        }
    }

    static void Note(Dictionary<WaitItem, StuckObject> left, WaitItem item, Tree? tree, string why = "")
    {
        var uid = tree.Text("metadata", "uid");
        if (tree is null || (item.Uid is { } wanted && uid is not null && uid != wanted)) left.Remove(item);
        else left[item] = Stuck(item, PlainText.Line(Reason(tree) + why));
    }

    static string Reason(Tree tree)
    {
        if (tree.Count == 0) return "it cannot be seen whether it is gone";
        if (tree.At("metadata", "deletionTimestamp") is null) return "is still there: nobody deletes it";
        if (NamespaceReason(tree) is { } content) return $"is still there: {content}";
        string[] finalizers = [.. tree.Items("metadata", "finalizers").OfType<string>()];
        return finalizers switch
        {
            [] => "is still being deleted",
            ["foregroundDeletion"] => "is still there: it waits until what it owns is gone",
            _ => $"is still there: held by {string.Join(", ", finalizers)}; whoever set that has to remove it",
        };
    }

    // pkg/controller/namespace/deletion/status_condition_utils.go.
    static string? NamespaceReason(Tree tree)
    {
        if (tree.Text("kind") != "Namespace") return null;
        var said = new List<string>();
        foreach (var type in (ReadOnlySpan<string>)["NamespaceDeletionDiscoveryFailure", "NamespaceDeletionContentFailure", "NamespaceContentRemaining", "NamespaceFinalizersRemaining"])
        {
            if (Condition.Find(tree, type) is { IsTrue: true } condition) said.Add(condition.Message);
        }

        return said.Count == 0 ? null : string.Join("; ", said);
    }

    static StuckObject Stuck(WaitItem item, string reason) => new(item.Identity, new ObjectHealth(HealthStatus.Progressing, reason), reason, [], []);
}
