using NinjaBuild.Compare.Import.Inference;
using NinjaBuild.Compare.Import.Reading;
using NinjaBuild.Workspace.Declarations;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Writing;

/// <summary>Writes a chart's <c>migration.yaml</c>: what differs by the nature of a composed chart, and what is left to do.</summary>
/// <param name="live">The rendered chart.</param>
/// <param name="chart">Name of the new chart.</param>
/// <param name="secrets">Names of the chart's own Secrets, which are not written.</param>
/// <param name="apps">The apps.</param>
/// <param name="decisions">What a person has to decide or do.</param>
sealed class MigrationFile(LiveChart live, string chart, IReadOnlyList<string> secrets, IReadOnlyList<LiveApp> apps, IReadOnlyList<string> decisions)
{
    const string SyncWave = "argocd.argoproj.io/sync-wave";

    /// <summary>The text.</summary>
    public string Write()
    {
        var fields = new Map { ["phase"] = "parallel" };
        var manual = new Map();
        manual.Put("release", live.Environments.Select(environment => environment.Release).FirstOrDefault(release => release != chart));
        manual.Put("values", live.GivenFiles.ToDictionary(entry => entry.Key, object? (entry) => entry.Value.ToList<object?>()));
        fields.Put("manual", manual);
        fields.Put("accepted", Accepted());
        fields.Put("checklist", decisions.Select(item => (object?)new Map { ["item"] = item }).ToList());
        return DeclarationText.Write(fields, typeof(MigrationDeclaration));
    }

    List<object?> Accepted()
    {
        var accepted = secrets.Select(name => Entry($"Secret/{Pattern(name)}", "a composed chart holds no secrets: it exists beside the chart")).ToList();
        accepted.AddRange(apps.Where(app => app.IsHashedJob)
            .Select(app => Entry($"Job/{Pattern(app.Workload.Name)}*", "a Job's template cannot change: a composed Job has a name that ends in a hash of it")));
        if (apps.Count == 0)
            return accepted;
        if (apps.Any(app => app.IsJob && !app.Workload.Annotations.ContainsKey(SyncWave)))
            accepted.Add(Entry("*Job/*", "composed jobs are applied before the apps", $"metadata.annotations[\"{SyncWave}\"]"));
        accepted.Add(Entry("*", "composed objects have the recommended labels, and nothing looks at others", "metadata.labels", "metadata"));
        accepted.Add(Entry("*", "so have their pods, which are replaced once", "**.template.metadata.labels", "pod-label-unused"));
        return accepted;
    }

    static string Pattern(string name) => name.Replace(NameParts.Environment, "*", StringComparison.Ordinal);

    static object? Entry(string objects, string reason, string? path = null, string? rule = null)
    {
        var entry = new Map { ["objects"] = objects };
        entry.Put("path", path);
        entry.Put("rule", rule);
        entry["reason"] = reason;
        return entry;
    }
}
