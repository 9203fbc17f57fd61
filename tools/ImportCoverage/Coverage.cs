using System.Collections;
using NinjaBuild.Charts.Composition;
using NinjaBuild.Compare;
using NinjaBuild.Compare.Import;
using NinjaBuild.Compare.Import.Writing;
using NinjaBuild.Compare.Model;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Releases;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using Manifest = NinjaBuild.Kubernetes.Manifests.Manifest;

namespace NinjaBuild.ImportCoverage;

/// <summary>How much of a chart an import reproduces, in one environment.</summary>
/// <param name="Objects">Objects of the chart, Secrets apart.</param>
/// <param name="MadeObjects">Those that apps make.</param>
/// <param name="Fields">Leaf fields of all objects.</param>
/// <param name="MadeFields">Those that apps make with the same meaning.</param>
/// <param name="KindFields">Leaf fields of the objects whose kinds apps have, made by one or not.</param>
/// <param name="AppFields">Leaf fields of the objects that apps make.</param>
/// <param name="AllFields">Fields with the same meaning, manifests included.</param>
/// <param name="Breaking">Differences that would break what is live.</param>
/// <param name="Differences">The differences, as text.</param>
sealed record Coverage(int Objects, int MadeObjects, int Fields, int MadeFields, int KindFields, int AppFields, int AllFields, int Breaking, IReadOnlyList<string> Differences)
{
    static readonly string[] Kinds = ["Deployment", "Service", "Ingress", "Job", "CronJob", "ConfigMap", "PodDisruptionBudget", "ServiceAccount"];

    static readonly RenderOptions Options = new() { Seed = "import" };

    /// <summary>Imports a chart into a workspace of its own, composes it, and compares.</summary>
    /// <param name="chart">The chart's folder.</param>
    /// <param name="name">Name of the new chart.</param>
    /// <param name="templates">The folder of the templates.</param>
    /// <param name="keep">Folder that the workspace is left in; null for none.</param>
    public static Coverage Measure(string chart, string name, string templates, string? keep)
    {
        var root = keep is null ? Directory.CreateTempSubdirectory("import-").FullName : Directory.CreateDirectory(Path.Combine(keep, name)).FullName;
        try
        {
            File.WriteAllText(Path.Combine(root, "ninja.yaml"), "workspace: coverage\n");
            var result = ChartImport.Run(new ImportRequest { Root = root, Path = chart, To = $"charts/{name}" });
            ImportedFiles.Write(root, result.Files, force: true);
            using (var composer = new Composer(new CompositionSettings { Root = root, Artifacts = Path.Combine(root, "artifacts"), Templates = templates, NoCache = true, Threads = 1 }, new CompositionEvents()))
                composer.ComposeCharts();
            var space = Namespace(root, name);
            return Compare(Render(chart, name, space), Render(Path.Combine(root, "artifacts", "charts", name), name, space), result);
        }
        finally
        {
            if (keep is null)
                Directory.Delete(root, recursive: true);
        }
    }

    static string Namespace(string root, string name) =>
        File.ReadLines(Path.Combine(root, "charts", name, "compose.yaml")).FirstOrDefault(line => line.StartsWith("namespace: ", StringComparison.Ordinal))?[11..] ?? name;

    static IReadOnlyList<Manifest> Render(string chart, string name, string space)
    {
        var rendered = new ChartRenderer(ChartLoader.Load(chart)).Render(new ReleaseOptions { Name = name, Namespace = space }, null, Options);
        return [.. ManifestReader.Read(new ReleaseText().Write(Release.Of(rendered)), name, space).Manifests.Where(item => item.Kind != "Secret" && item.Name is not null)];
    }

    static Coverage Compare(IReadOnlyList<Manifest> before, IReadOnlyList<Manifest> after, ImportResult result)
    {
        var kept = result.Kept.Select(item => (item.Kind, item.Name)).ToHashSet();
        var (fields, made, ofKinds, ofApps, all, madeObjects, breaking) = (0, 0, 0, 0, 0, 0, 0);
        var texts = new List<string>();
        var live = before.ToDictionary(item => (item.Kind, item.Identity.Namespace, item.Identity.Name));
        foreach (var item in ManifestComparison.Compare("default", before, after, KubernetesSchema.Newest).Objects)
        {
            if (item.Severity == Severity.Breaking)
                breaking++;
            if (item.Before is null)
                continue;
            var count = Leaves(live[(item.Before.Kind, item.Before.Namespace, item.Before.Name)].Tree);
            var lost = item.After is null ? count : item.Differences.Where(difference => difference.Path.Length > 0 && difference.Kind is ChangeKind.Removed or ChangeKind.Changed).Sum(Lost);
            var isKept = kept.Contains((item.Before.Kind, item.Before.Name!));
            fields += count;
            ofKinds += Kinds.Contains(item.Before.Kind) ? count : 0;
            all += count - lost;
            made += isKept ? 0 : count - lost;
            ofApps += isKept ? 0 : count;
            madeObjects += isKept || item.After is null ? 0 : 1;
            texts.Add($"{item.Change} {item.Before.Kind} {item.Before.Name}{(isKept ? " (kept)" : "")} {item.Severity}");
            texts.AddRange(item.Differences.Where(difference => difference.Kind != ChangeKind.Added || difference.Severity != Severity.Cosmetic)
                .Select(difference => $"    {difference.Severity} {difference.Kind} {difference.Path}: {Short(difference.Before)} -> {Short(difference.After)}"));
        }

        texts.AddRange(result.Kept.Select(item => $"kept: {item.Kind} {item.Name}: {item.Why}"));
        texts.AddRange(result.Secrets.Select(secret => $"secret: {secret.Where} -> {secret.Becomes}"));
        return new Coverage(before.Count, madeObjects, fields, made, ofKinds, ofApps, all, breaking, texts);
    }

    static string Short(string? value) => (value is { Length: > 120 } ? value[..120] : value ?? "").Replace('\n', ' ');

    // A value that is no scalar is there as YAML; one of several lines as lines, a secret not at all.
    static int Lost(Difference difference) => difference.Before is { } before && before.Contains('\n', StringComparison.Ordinal)
        && Yaml.YamlReader.Read(before, "value").Documents is [{ } node] ? Math.Max(1, Leaves(Yaml.YamlValues.ToObject(node))) : 1;

    static int Leaves(object? value) => value switch
    {
        null => 0,
        IReadOnlyDictionary<string, object?> map => map.Values.Sum(Leaves),
        string => 1,
        IEnumerable list => list.Cast<object?>().Sum(Leaves),
        _ => 1,
    };
}
