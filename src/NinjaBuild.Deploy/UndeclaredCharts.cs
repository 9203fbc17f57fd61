using System.Collections.Concurrent;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Deploy;

/// <summary>Charts that were deployed and are no longer declared: their records tell where they are.</summary>
/// <param name="settings">What is asked for.</param>
/// <param name="kubeconfig">The kubeconfig; null for the one that kubectl takes by itself.</param>
sealed class UndeclaredCharts(DeploySettings settings, string? kubeconfig)
{
    readonly ConcurrentDictionary<(string Context, string Chart), string> _namespaces = [];

    /// <summary>The namespace of a chart in a cluster; null where the cluster has no record of it.</summary>
    public string? NamespaceOf(DeployChart chart, string context) => _namespaces.GetValueOrDefault((context, chart.Name));

    /// <summary>Looks for the charts whose namespace is not known. Each must have a record in one cluster, and in one namespace of each.</summary>
    /// <param name="charts">The charts.</param>
    /// <param name="isChanged">
    /// Whether something is going to be done to them. Then what is in a namespace of which no declaration speaks has to be meant for certain:
    /// another workspace may have deployed a chart of that name there.
    /// </param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What is wrong, a text each.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(IReadOnlyList<DeployChart> charts, bool isChanged, CancellationToken cancellation)
    {
        var undeclared = charts.Where(chart => chart.Namespace is null).ToList();
        if (undeclared.Count == 0)
            return [];
        var problems = (await Task.WhenAll(settings.Contexts.Select(context => FindAsync(context, undeclared, cancellation)))).SelectMany(found => found).ToList();
        if (isChanged)
            problems.AddRange(_namespaces.Where(found => !settings.DeclaredNamespaces.Contains(found.Value, StringComparer.Ordinal)).OrderBy(found => found.Key).Select(found =>
                $"--chart {found.Key.Chart}: no chart of that name is declared, and {found.Key.Context} has the record of one in {found.Value}, a namespace that no declaration names: if that is the one, add --record-namespace {found.Value}"));
        if (problems.Count > 0)
            return problems;
        return
        [
            .. undeclared.Where(chart => settings.Contexts.All(context => NamespaceOf(chart, context) is null)).Select(chart =>
                $"--chart {chart.Name}: no chart of that name is declared, and {settings.Environment} ({string.Join(", ", settings.Contexts)}) has no record of one{Suggestion.For(chart.Name, settings.Declared)}"),
        ];
    }

    async Task<IReadOnlyList<string>> FindAsync(string context, IReadOnlyList<DeployChart> charts, CancellationToken cancellation)
    {
        var problems = new List<string>();
        try
        {
            await using var api = await ApiClient.ConnectAsync(context, new ApiClientOptions { Kubeconfig = kubeconfig }, cancellation);
            foreach (var chart in charts)
            {
                var namespaces = await RecordSearch.NamespacesAsync(api, chart.Name, settings.Environment, cancellation);
                if (namespaces is [var only])
                    _namespaces[(context, chart.Name)] = only;
                else if (namespaces.Count > 1)
                    problems.Add($"--chart {chart.Name}: no chart of that name is declared, and {context} has records of one in {string.Join(", ", namespaces)}: say which is meant with --record-namespace NAMESPACE");
            }
        }
        catch (ApiException error) when (error.Kind == ApiErrorKind.Forbidden)
        {
            problems.AddRange(charts.Select(chart =>
                $"--chart {chart.Name}: no chart of that name is declared, and its record may not be looked for in all namespaces of {context}: say where it is with --record-namespace NAMESPACE ({error.Message})"));
        }
        catch (ApiException error)
        {
            problems.Add($"{context}: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            problems.Add($"{context}: stopped");
        }

        return problems;
    }
}
