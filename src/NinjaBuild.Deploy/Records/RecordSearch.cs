using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Records;

/// <summary>Finds where a chart is deployed that no declaration tells of any more.</summary>
static class RecordSearch
{
    /// <summary>The namespaces that have a record of a chart, in order.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="chart">The chart's name.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">Secrets may not be listed over all namespaces, or the cluster does not answer.</exception>
    public static async Task<IReadOnlyList<string>> NamespacesAsync(ApiClient api, string chart, string environment, CancellationToken cancellation)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var labels = new RecordNames(new Release(chart, environment, Context: "", Namespace: "")).Heads;
        await foreach (var secret in api.ListAsync(RecordSecret.Resource, ns: null, new ListOptions { Labels = labels, PageSize = 25 }, cancellation))
        {
            if (secret.Text("type") == RecordNames.SecretType && secret.Text("metadata", "namespace") is { } ns)
                found.Add(ns);
        }

        return [.. found];
    }
}
