using NinjaBuild.Deploy.Waiting.Watching;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Evidence;

/// <summary>Reads what the cluster has said about objects.</summary>
sealed class ObjectEvents(ApiClient api)
{
    // A cluster keeps them for an hour; what is about one object and is more than this is the same thing again and again.
    const int MaxOfOne = 500;

    /// <summary>The warnings about some objects.</summary>
    /// <exception cref="ApiException">They may not be read.</exception>
    public async Task<IReadOnlyList<EventText>> WarningsAsync(string ns, IReadOnlyCollection<string> uids, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(uids.Select(uid => ReadAsync(ns, $"involvedObject.uid={uid},type=Warning", cancellation)));
        return [.. found.SelectMany(events => events).Select(EventTexts.Of)];
    }

    /// <summary>Whether an autoscaler says that it makes a node for a pod (cluster-autoscaler, Karpenter).</summary>
    public async Task<bool> NodeIsComingAsync(string ns, string podUid, CancellationToken cancellation)
    {
        try
        {
            var events = await ReadAsync(ns, $"involvedObject.uid={podUid}", cancellation);
            return events.Exists(one => one.Text("reason") is "TriggeredScaleUp" or "Nominated");
        }
        catch (ApiException)
        {
            return false;
        }
    }

    async Task<List<IReadOnlyDictionary<string, object?>>> ReadAsync(string ns, string fields, CancellationToken cancellation)
    {
        var result = new List<IReadOnlyDictionary<string, object?>>();
        await foreach (var one in api.ListAsync(KnownResources.Events, ns, new ListOptions { Fields = fields, PageSize = MaxOfOne }, cancellation))
        {
            result.Add(one);
            if (result.Count == MaxOfOne) break;
        }

        return result;
    }
}
