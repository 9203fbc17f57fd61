using NinjaBuild.Charts.Rules;
using NinjaBuild.Charts.Templates;
using NinjaBuild.Hermetic;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Charts.Composition;

/// <summary>The actions that make one chart: one for each app, one for the chart, one for its package.</summary>
sealed record ChartActions(IReadOnlyList<AppAction> Apps, ActionSpec Chart, ActionSpec Package);

/// <summary>The action that makes an app's files in a chart.</summary>
sealed record AppAction(ChartApp App, ActionSpec Spec);

/// <summary>Declares the actions of charts: which rule runs on which files with which arguments.</summary>
/// <param name="source">Gives a file of the workspace by its path; it must exist.</param>
/// <param name="declarations">What has been read of it.</param>
/// <param name="inputs">The build's inputs that were given, by name.</param>
sealed class ActionDeclarer(Func<string, FileContent> source, DeclarationCache declarations, IReadOnlyDictionary<string, string> inputs)
{
    readonly ComposeAppRule _composeApp = new(declarations, new TemplateLibrary());
    readonly ComposeChartRule _composeChart = new(declarations, new TemplateLibrary());
    readonly PackageChartRule _packageChart = new();

    /// <summary>Declares the actions of a chart.</summary>
    public ChartActions Declare(ChartModel model)
    {
        var apps = model.Apps.Select(app => new AppAction(app, App(model.Chart, app))).ToList();
        var chart = Chart(model, apps);
        var package = new ActionSpec(
            $"//charts/{model.Chart.Name}:package", _packageChart, [model.Chart.Name, model.Chart.Version], outputs: [new ActionInput(chart)]);
        return new ChartActions(apps, chart, package);
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
            .Concat(ExtraFiles.Manifests(chart, chart.Manifests).Select(source))
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
