using NinjaBuild.Charts.Rules;
using NinjaBuild.Charts.Templates;
using NinjaBuild.Compare.Model;
using NinjaBuild.Hermetic;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Charts.Composition;

/// <summary>The actions that make one chart.</summary>
/// <param name="Apps">Make the files of each app.</param>
/// <param name="Chart">Makes the chart of them.</param>
/// <param name="Check">Renders the chart for every environment.</param>
/// <param name="Checked">Hands on the chart, once it is checked.</param>
/// <param name="Manifests">Hands on what the check rendered.</param>
/// <param name="Package">Packs the checked chart.</param>
/// <param name="Compare">Compares the chart with the hand-written one beside it; null where there is none.</param>
sealed record ChartActions(
    IReadOnlyList<AppAction> Apps, ActionSpec Chart, ActionSpec Check, ActionSpec Checked, ActionSpec Manifests, ActionSpec Package, ActionSpec? Compare)
{
    /// <summary>All of them, in the order of their work.</summary>
    public IEnumerable<ActionSpec> All => [.. Apps.Select(app => app.Spec), Chart, Check, Checked, Manifests, Package, .. Compare is null ? Array.Empty<ActionSpec>() : [Compare]];
}

/// <summary>The action that makes an app's files in a chart.</summary>
sealed record AppAction(ChartApp App, ActionSpec Spec);

/// <summary>Declares the actions of charts: which rule runs on which files with which arguments.</summary>
/// <param name="source">Gives a file of the workspace by its path; it must exist.</param>
/// <param name="declarations">What has been read of it.</param>
/// <param name="workspace">The workspace's own declaration.</param>
/// <param name="inputs">The build's inputs that were given, by name.</param>
/// <param name="manual">The hand-written charts.</param>
/// <param name="today">The day on which it is decided what is past its last day.</param>
sealed class ActionDeclarer(
    Func<string, FileContent> source, DeclarationCache declarations, WorkspaceDeclaration workspace, IReadOnlyDictionary<string, string> inputs, ManualCharts manual,
    DateOnly today)
{
    const string ChartFolder = "chart", CheckFolder = "check";

    readonly ComposeAppRule _composeApp = new(declarations, new TemplateLibrary());
    readonly ComposeChartRule _composeChart = new(declarations, new TemplateLibrary());
    readonly CheckChartRule _checkChart = new();
    readonly SelectFilesRule _selectFiles = new();
    readonly PackageChartRule _packageChart = new();
    readonly CompareChartRule _compareChart = new();

    /// <summary>Declares the actions of a chart.</summary>
    public ChartActions Declare(ChartModel model)
    {
        var apps = model.Apps.Select(app => new AppAction(app, App(model.Chart, app))).ToList();
        var label = $"//charts/{model.Chart.Name}";
        var chart = Chart(model, apps);
        var check = new ActionSpec($"{label}:check", _checkChart, Release(model).ToArguments(), outputs: [new ActionInput(chart)]);
        var done = new ActionSpec($"{label}:checked", _selectFiles, [ChartFolder], outputs: [new ActionInput(chart, ChartFolder), new ActionInput(check, CheckFolder)]);
        var manifests = new ActionSpec($"{label}:manifests", _selectFiles, [CheckChartRule.Manifests], outputs: [new ActionInput(check)]);
        var package = new ActionSpec($"{label}:package", _packageChart, [model.Chart.Name, model.Chart.Version], outputs: [new ActionInput(done)]);
        var compare = manual.Of(model.Chart.Name) is { } live ? Compare(model, manifests, live.Files, live.ToSide(), isRevision: false, "compare") : null;
        return new ChartActions(apps, chart, check, done, manifests, package, compare);
    }

    /// <summary>Declares the comparison of a chart with another one.</summary>
    /// <param name="model">The chart.</param>
    /// <param name="manifests">The action that hands on its manifests.</param>
    /// <param name="files">The other chart, as the rule sees it.</param>
    /// <param name="before">What reports call the other chart.</param>
    /// <param name="isRevision">Whether it is the same chart at another revision.</param>
    /// <param name="name">What to call the action.</param>
    public ActionSpec Compare(ChartModel model, ActionSpec manifests, IEnumerable<FileContent> files, ChartSide before, bool isRevision, string name)
    {
        var chart = model.Chart.Name;
        var migration = isRevision ? null : manual.MigrationOf(chart);
        var expired = isRevision ? new HashSet<int>() : manual.ExpiredOf(chart, today);
        var after = new ChartSide(isRevision ? "now" : "composed", model.Chart.Version, $"artifacts/charts/{chart}");
        var arguments = new CompareChartRule.Arguments(chart, workspace.Kubernetes, before, after, isRevision, expired, Release(model).Environments);
        return new ActionSpec(
            $"//charts/{chart}:{name}", _compareChart, arguments.ToArguments(),
            [.. files, .. migration is null ? Array.Empty<FileContent>() : [migration.At(WorkspaceLayout.MigrationFile)]],
            [new ActionInput(manifests, CompareChartRule.ComposedFolder)]);
    }

    CheckChartRule.Release Release(ChartModel model)
    {
        var chart = model.Chart;
        return new CheckChartRule.Release(
            chart.Name, workspace.Kubernetes,
            model.Environments.Count == 0
                ? [KeyValuePair.Create(CheckChartRule.NoEnvironment, chart.Namespace ?? chart.Name)]
                : [.. model.Environments.Select(environment => KeyValuePair.Create(environment.Name, environment.Namespace))]);
    }

    ActionSpec App(ChartDeclaration chart, ChartApp app)
    {
        var files = ComposeAppRule.TemplatesOf(app.Type, app.App, chart.Ingress.Mode).Distinct().Select(Template)
            .Append(source(app.App.Path))
            .Concat(ExtraFiles.Manifests(app.App, app.App.Manifests).Select(source));
        return new ActionSpec($"//charts/{chart.Name}:{app.App.Name}", _composeApp, AppIdentity.Of(chart, app).ToArguments(), [.. files]);
    }

    ActionSpec Chart(ChartModel model, List<AppAction> apps)
    {
        var chart = model.Chart;
        var files = ComposeChartRule.TemplatesOf(model).Distinct().Select(Template)
            .Append(source(WorkspaceLayout.WorkspaceFile))
            .Append(source(chart.Path))
            .Concat(ExtraFiles.OfChart(chart).Select(source))
            .Concat(model.Apps.Select(app => source(app.App.Path)))
            .Concat(model.Apps.SelectMany(app => ExtraFiles.Configuration(model, app)).Distinct().Select(source));
        var arguments = model.Apps.SelectMany(app => model.Environments.Select(environment => environment.Apps[app.App.Name]).Prepend(app.App))
            .SelectMany(ResolvedImage.InputsOf).Distinct().Order(StringComparer.Ordinal)
            .Where(inputs.ContainsKey).Select(name => $"{name}={inputs[name]}");
        return new ActionSpec(
            $"//charts/{chart.Name}", _composeChart, [.. arguments], [.. files],
            [.. apps.Select(app => new ActionInput(app.Spec, ComposeChartRule.AppFiles))]);
    }

    FileContent Template(string name) => source($"{SourcePath.Templates}/{name}");
}
