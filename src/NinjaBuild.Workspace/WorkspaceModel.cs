using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace;

/// <summary>All declarations of a workspace together: unique names, charts worked out, everything checked against everything.</summary>
public sealed class WorkspaceModel
{
    WorkspaceModel(WorkspaceDeclaration workspace, IReadOnlyDictionary<string, AppDeclaration> apps, IReadOnlyDictionary<string, ChartModel> charts) =>
        (Workspace, Apps, Charts) = (workspace, apps, charts);

    /// <summary><c>ninja.yaml</c>.</summary>
    public WorkspaceDeclaration Workspace { get; }

    /// <summary>The apps by name; of two with one name, the first by path.</summary>
    public IReadOnlyDictionary<string, AppDeclaration> Apps { get; }

    /// <summary>The charts by name, in order of their paths; of two with one name, the first.</summary>
    public IReadOnlyDictionary<string, ChartModel> Charts { get; }

    /// <summary>Puts declarations together. What is wrong is reported, all of it.</summary>
    /// <param name="parts">What was read.</param>
    /// <param name="inputs">The build's inputs that were given.</param>
    /// <param name="diagnostics">Takes what is to be said.</param>
    public static WorkspaceModel Resolve(WorkspaceParts parts, IReadOnlyDictionary<string, string> inputs, ICollection<Diagnostic> diagnostics)
    {
        WorkspaceChecks.CheckInputs(inputs, parts.Workspace, diagnostics);
        WorkspaceChecks.Check(parts.Workspace, diagnostics);
        var apps = ByName(parts, diagnostics);
        // An app that cannot be read has said why; that a chart does not find it is no second error.
        var names = parts.HasUnreadableApps ? null : apps.Keys.Concat(parts.OtherApps.Keys).ToHashSet();
        foreach (var app in apps.Values)
            WorkspaceChecks.Check(app, parts.Workspace, inputs, names, diagnostics);

        var charts = new Dictionary<string, ChartModel>();
        foreach (var chart in parts.Charts.OrderBy(chart => chart.Path, StringComparer.Ordinal))
        {
            var model = ChartModel.Resolve(chart, apps.GetValueOrDefault, parts.Workspace, diagnostics);
            WorkspaceChecks.Check(model, parts.Workspace, names, diagnostics);
            if (!charts.TryAdd(chart.Name, model))
                diagnostics.Add(chart.Error($"the chart '{chart.Name}' is declared in {charts[chart.Name].Chart.Path} too: names are unique in a workspace", "name"));
        }

        var chartNames = parts.HasUnreadableCharts ? null : charts.Keys.Concat(parts.OtherCharts).ToHashSet();
        WorkspaceChecks.CheckOrder([.. charts.Values.Select(model => model.Chart)], chartNames, diagnostics);

        // A chart with errors may well be the one that names it.
        if (parts.OtherApps.Count == 0 && !diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error && WorkspaceLayout.KindOf(diagnostic.Path) == DeclarationKind.Chart))
            Unused(apps.Values, parts.Charts, diagnostics);
        return new WorkspaceModel(parts.Workspace, apps, charts);
    }

    /// <summary>The app of a name; where there is none, an exception whose message suggests the nearest.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public AppDeclaration App(string name) => Apps.GetValueOrDefault(name)
        ?? throw new KeyNotFoundException($"there is no app '{name}' in the workspace{Suggestion.For(name, Apps.Keys)}");

    /// <summary>The chart of a name; where there is none, an exception whose message suggests the nearest.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ChartModel Chart(string name) => Charts.GetValueOrDefault(name)
        ?? throw new KeyNotFoundException($"there is no chart '{name}' in the workspace{Suggestion.For(name, Charts.Keys)}");

    static Dictionary<string, AppDeclaration> ByName(WorkspaceParts parts, ICollection<Diagnostic> diagnostics)
    {
        var apps = new Dictionary<string, AppDeclaration>();
        foreach (var app in parts.Apps.OrderBy(app => app.Path, StringComparer.Ordinal))
        {
            if (!apps.TryAdd(app.Name, app))
                diagnostics.Add(WorkspaceChecks.Duplicate(app, apps[app.Name].Path));
            else if (parts.OtherApps.TryGetValue(app.Name, out var other))
                diagnostics.Add(WorkspaceChecks.Duplicate(app, other));
        }

        return apps;
    }

    static void Unused(IEnumerable<AppDeclaration> apps, IReadOnlyCollection<ChartDeclaration> charts, ICollection<Diagnostic> diagnostics)
    {
        var used = charts.SelectMany(chart => chart.Apps.Concat(chart.Jobs)).ToHashSet();
        foreach (var app in apps.Where(app => !used.Contains(app.Name)))
            diagnostics.Add(app.Note($"'{app.Name}' is in no chart: nothing deploys it", "name"));
    }
}

/// <summary>The declarations of a workspace as they were read.</summary>
/// <param name="Workspace"><c>ninja.yaml</c>.</param>
/// <param name="Apps">The apps.</param>
/// <param name="Charts">The charts.</param>
public sealed record WorkspaceParts(
    WorkspaceDeclaration Workspace, IReadOnlyCollection<AppDeclaration> Apps, IReadOnlyCollection<ChartDeclaration> Charts)
{
    /// <summary>Apps that exist and were not read this time, as name and path.</summary>
    public IReadOnlyDictionary<string, string> OtherApps { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of charts that exist and were not read this time.</summary>
    public IReadOnlyCollection<string> OtherCharts { get; init; } = [];

    /// <summary>Whether some app could not be read: a chart may then name an app that nobody knows.</summary>
    public bool HasUnreadableApps { get; init; }

    /// <summary>Whether some chart could not be read: another may then depend on a chart that nobody knows.</summary>
    public bool HasUnreadableCharts { get; init; }
}
