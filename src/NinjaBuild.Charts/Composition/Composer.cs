using System.Diagnostics;
using NinjaBuild.Charts.Reports;
using NinjaBuild.Charts.Rules;
using NinjaBuild.Hermetic;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Charts.Composition;

public sealed class Composer(CompositionSettings settings, CompositionEvents events)
{
    readonly DeclarationCache _declarations = new();
    LoadedWorkspace? _loaded;
    List<(ChartModel Model, ChartActions Actions)>? _charts;

    public CompositionReport ComposeApps(AppType type) =>
        Run(charts => charts.SelectMany(chart => chart.Actions.Apps.Where(app => app.App.Type == type).Select(app => (app.Spec, $"apps/{chart.Model.Chart.Name}/{app.App.App.Name}"))), write: false);

    public CompositionReport ComposeCharts() => Run(charts => charts.Select(chart => (chart.Actions.Chart, $"charts/{chart.Model.Chart.Name}")), write: true);

    public CompositionReport PackageCharts() => Run(charts => charts.Select(chart => (chart.Actions.Package, $"packages/{chart.Model.Chart.Name}")), write: true);

    CompositionReport Run(Func<List<(ChartModel Model, ChartActions Actions)>, IEnumerable<(ActionSpec Spec, string Folder)>> select, bool write)
    {
        var clock = Stopwatch.StartNew();
        var charts = Declare();
        var goals = select(charts).ToList();
        var folders = goals.ToDictionary(goal => goal.Spec.Label, goal => goal.Folder);
        using var cache = new DiskCache(settings.CacheFolder ?? DiskCache.DefaultFolder);
        var report = new ActionExecutor(new ExecutionOptions { Cache = cache, NoCache = settings.NoCache, Threads = settings.Threads, Progress = events.Progress })
            .Run(goals.Select(goal => goal.Spec), outcome =>
            {
                if (write && outcome.Output is { } output)
                {
                    foreach (var file in output.Files)
                    {
                        var path = Path.Combine(settings.Artifacts, folders[outcome.Action.Label], file.Path);
                        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                        File.WriteAllBytes(path, file.Content);
                    }
                }
            });
        if (!report.Succeeded)
            throw new CompositionFailedException(report.Errors, isInvalidInput: true);
        return new CompositionReport([], report.Outcomes, _loaded!.Notes, false, charts.Count, clock.Elapsed);
    }

    List<(ChartModel Model, ChartActions Actions)> Declare()
    {
        if (_charts is not null)
            return _charts;
        var files = Directory.GetFiles(Path.Combine(settings.Root, "apps"), "app.yaml", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Path.Combine(settings.Root, "charts"), "compose.yaml", SearchOption.AllDirectories))
            .Append(Path.Combine(settings.Root, "ninja.yaml")).Select(path => Source(Path.GetRelativePath(settings.Root, path))).ToList();
        _loaded = LoadedWorkspace.Load(files, new Dictionary<string, string>(), settings, _declarations);
        var byPath = files.ToDictionary(file => file.Path);
        var declarer = new ActionDeclarer(path => byPath.TryGetValue(path, out var file) ? file : byPath[path] = Source(path), _declarations, settings.Inputs);
        return _charts = [.. _loaded.Charts.Where(chart => settings.Charts.Count == 0 || settings.Charts.Contains(chart.Chart.Name)).Select(chart => (chart, declarer.Declare(chart)))];
    }

    FileContent Source(string path)
    {
        var full = Path.Combine(settings.Root, path);
        if (!File.Exists(full) && path.StartsWith("templates/", StringComparison.Ordinal))
            full = Path.Combine(settings.Templates, path["templates/".Length..]);
        return new FileContent(path, File.ReadAllBytes(full));
    }

    public IReadOnlyList<string> ListApps(string? environment)
    {
        Declare();
        return AppList.Write(_loaded!.Apps.Values, _loaded.Charts, _loaded.Workspace, environment, settings.Inputs);
    }

    public ActionGraph Graph() => GraphOf.Charts(Declare().ConvertAll(chart => (chart.Model, chart.Actions)));
}
