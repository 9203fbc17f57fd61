using NinjaBuild.Compare.Import.Inference;
using NinjaBuild.Compare.Import.Lifting;
using NinjaBuild.Compare.Import.Reading;
using NinjaBuild.Compare.Import.Secrets;
using NinjaBuild.Compare.Import.Writing;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Model;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import;

/// <summary>Makes the files of an import from a rendered chart.</summary>
sealed class ImportPlan
{
    readonly string _chart;
    readonly LiveChart _live;
    readonly TargetWorkspace _workspace;
    readonly SecretRemoval _secrets = new();
    readonly List<string> _unnamed = [];
    readonly IReadOnlyList<LiveObject> _objects;

    public ImportPlan(string chart, LiveChart live, TargetWorkspace workspace)
    {
        (_chart, _live, _workspace) = (chart, live, workspace);
        _objects = LiveObject.Unite(live.Environments, _secrets, _unnamed);
        if (_objects.Count == 0)
            throw new ImportException([$"{live.Chart.Source}: renders to no objects{(_secrets.Removed.Count > 0 ? " but Secrets" : "")}: give the values with which it is deployed (--values FILE)"], isUsage: false);
    }

    /// <summary>The import; null where a workload has turned out to be no app, which is noted: the next try does without it.</summary>
    /// <param name="demoted">Workloads that cannot be apps, with the reasons.</param>
    public ImportResult? Make(Dictionary<string, string> demoted)
    {
        var grouping = AppGrouping.Of(_objects, demoted);
        var renamed = NameApps(grouping.Apps);
        if (Trees(grouping.Apps, demoted) is not { } trees || Naming(grouping.Apps, demoted) is not { } naming)
            return null;

        var environments = _live.Environments.Select(environment => environment.Name).ToList();
        var shared = SharedFields.Lift([.. grouping.Apps.Select(app => trees[app])], environments);
        if (grouping.Ingresses.Count > 0)
        {
            foreach (var environment in environments)
                shared[environment]["ingress"] = IngressFields.OfChart(grouping.Ingresses, grouping.IsIngressPerApp, In(environment, grouping.Apps, trees), environment);
        }

        var files = new List<ImportedFile>();
        var versions = new HashSet<object?>();
        foreach (var app in grouping.Apps)
        {
            var split = EnvironmentOverlays.Of(trees[app]);
            versions.Add(split.Base.GetValueOrDefault("version"));
            var constant = AppFields.Fixed(app, _chart);
            naming.Write(constant, app, grouping.IsIngressPerApp);
            files.AddRange(AppFile.Write($"{WorkspaceLayout.AppsFolder}/{_chart}/{app.Name}", constant, split));
        }

        var manifests = ManifestFiles.Of(grouping.Rest, _live.Environments, _chart, ChartFile.VersionOf(_live.Chart.Metadata));
        var chart = Chart(grouping, naming, EnvironmentOverlays.Of(shared), manifests) with { CommonVersion = versions is { Count: 1 } ? versions.First() as string : null };
        var folder = $"{WorkspaceLayout.ChartsFolder}/{_chart}";
        files.Insert(0, new ImportedFile($"{folder}/{WorkspaceLayout.ChartFile}", chart.Write()));
        files.AddRange(manifests.Select(file => new ImportedFile($"{folder}/{file.Path}", file.Text)));
        var decisions = renamed.Concat(new Decisions(_live, grouping, _secrets, _unnamed).Of()).ToList();
        files.Insert(1, new ImportedFile($"{folder}/{WorkspaceLayout.MigrationFile}", new MigrationFile(_live, _chart, [.. _secrets.Own], grouping.Apps, decisions).Write()));
        return new ImportResult
        {
            Chart = _chart,
            Environments = environments,
            Files = files,
            Apps = [.. grouping.Apps.Select(app => new InferredApp(app.Name, app.Type, app.Why, app.Certainty) { Source = app.Workload.ToString() })],
            Kept = [.. grouping.Rest.Select(item => new KeptObject(item.Kind, item.Name, grouping.WhyNot(item)))],
            Secrets = _secrets.Removed,
            Decisions = decisions,
        };
    }

    // An app has its workload's name, without the release where its label says so; where the workspace has another app of that name,
    // the chart's stands before it.
    List<string> NameApps(IReadOnlyList<LiveApp> apps)
    {
        var said = new List<string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var app in apps)
        {
            var name = NameParts.Without(app.Workload.Name) is { Length: > 0 } own && Formats.Fault(Format.DnsLabel, own) is null ? own : _chart;
            if (app.PodLabels(app.Workload.Any).GetValueOrDefault("app.kubernetes.io/name") is string label && name == $"{_live.Environments[0].Release}-{label}")
                name = label;
            if (IsElsewhere(name))
            {
                said.Add($"App {_chart}-{name} is named so because {_workspace.Apps[name]} declares an app {name}");
                name = $"{_chart}-{name}";
            }

            var unique = name;
            for (var number = 2; !taken.Add(unique) || IsElsewhere(unique); number++)
                unique = $"{name}-{number}";
            app.Name = unique;
        }

        return said;

        bool IsElsewhere(string name) => _workspace.Apps.TryGetValue(name, out var path) && path != $"{WorkspaceLayout.AppsFolder}/{_chart}/{name}/{WorkspaceLayout.AppFile}";
    }

    Dictionary<LiveApp, IReadOnlyDictionary<string, Map>>? Trees(IReadOnlyList<LiveApp> apps, Dictionary<string, string> demoted)
    {
        var trees = new Dictionary<LiveApp, IReadOnlyDictionary<string, Map>>();
        var isSound = true;
        foreach (var app in apps)
        {
            try
            {
                trees[app] = _live.Environments.Where(environment => app.Workload.Trees.ContainsKey(environment.Name))
                    .ToDictionary(environment => environment.Name, environment => new AppFields(app, environment, _chart, _workspace.Declaration).Of());
            }
            catch (NotAnAppException error)
            {
                isSound = false;
                demoted.TryAdd(app.Workload.ToString(), error.Message);
            }
        }

        return isSound ? trees : null;
    }

    AppNaming? Naming(IReadOnlyList<LiveApp> apps, Dictionary<string, string> demoted)
    {
        // A fault is one app's: it is found by looking at each alone.
        foreach (var app in apps)
        {
            try
            {
                new AppNaming([app], _live.Environments, _chart).Write([], app, isIngressPerApp: false);
            }
            catch (NotAnAppException error)
            {
                demoted.TryAdd(app.Workload.ToString(), error.Message);
                return null;
            }
        }

        return new AppNaming(apps, _live.Environments, _chart);
    }

    static Dictionary<LiveApp, Map> In(string environment, IReadOnlyList<LiveApp> apps, Dictionary<LiveApp, IReadOnlyDictionary<string, Map>> trees) =>
        apps.Where(app => app.Ingress is not null && trees[app].ContainsKey(environment)).ToDictionary(app => app, app => trees[app][environment]);

    ChartFile Chart(AppGrouping grouping, AppNaming naming, EnvironmentOverlays shared, IReadOnlyList<(string Path, string? Environment, string Text)> manifests) =>
        new(_chart, _live.Chart.Metadata, grouping.Apps, naming.OfChart(grouping.IsIngressPerApp ? null : grouping.Ingresses is [var ingress, ..] ? ingress : null), grouping.IsIngressPerApp, shared)
        {
            Namespaces = _live.Environments.Where(environment => environment.Namespace != _chart).ToDictionary(environment => environment.Name, environment => environment.Namespace),
            Missing = [.. from environment in _live.Environments from app in grouping.Apps where !app.Workload.Trees.ContainsKey(environment.Name) select (environment.Name, app.Name)],
            Manifests = [.. manifests.Select(file => (file.Path, file.Environment))],
        };
}
