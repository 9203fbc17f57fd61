using NinjaBuild.Compare.Import.Inference;
using NinjaBuild.Compare.Import.Reading;
using NinjaBuild.Compare.Import.Secrets;
using NinjaBuild.Workspace;

namespace NinjaBuild.Compare.Import;

/// <summary>What of an import a person has to decide or do.</summary>
/// <param name="live">The rendered chart.</param>
/// <param name="grouping">What was made of its objects.</param>
/// <param name="secrets">What was taken out of them.</param>
/// <param name="unnamed">Objects without a name.</param>
sealed class Decisions(LiveChart live, AppGrouping grouping, SecretRemoval secrets, IReadOnlyList<string> unnamed)
{
    /// <summary>The decisions, most important first.</summary>
    public IEnumerable<string> Of()
    {
        foreach (var (environment, word) in EnvironmentWords.Find(live.Environments))
            yield return $"Objects of environment '{environment}' are named after '{word}': call the environment so in {WorkspaceLayout.WorkspaceFile} and import again, and apps are the same ones everywhere";
        foreach (var (secret, keys) in secrets.Needed.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            yield return $"Secret {secret} must exist before the chart is deployed{(keys.Count == 0 ? "" : $", with {string.Join(", ", keys)}")}";
        if (secrets.Own.Count > 0)
            yield return "Annotate the live Secrets with helm.sh/resource-policy: keep before the first deployment, or Helm deletes them as no longer part of the chart";
        foreach (var fault in live.Faults)
            yield return $"Not imported: {fault}";
        foreach (var name in unnamed.Distinct())
            yield return $"Not imported, because it has no name of its own: {name}";
        if (live.CustomResourceFiles > 0)
            yield return $"The chart installs CustomResourceDefinitions ({live.CustomResourceFiles} files in crds/): a composed chart has none, install them apart from it";
        foreach (var job in grouping.Apps.Where(app => app.IsHashedJob))
            yield return $"Job {job.Workload.Name} gets a name that ends in a hash of its template, because a Job's template cannot change";
        foreach (var item in grouping.Rest.Where(item => item.Kind == "HorizontalPodAutoscaler"))
            yield return $"{item} changes the replicas that the app's declaration sets: leave 'replicas' at its minimum";
    }
}
