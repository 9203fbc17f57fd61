using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Charts.Composition;

/// <summary>The files that declarations name: extra manifests, and files whose content is configuration.</summary>
static class ExtraFiles
{
    /// <summary>All files that a chart and its apps name, in any environment.</summary>
    public static IEnumerable<string> Of(ChartModel model) =>
        OfChart(model.Chart)
            .Concat(model.Apps.SelectMany(app => Manifests(app.App, app.App.Manifests)))
            .Concat(model.Apps.SelectMany(app => Configuration(model, app)))
            .Distinct();

    /// <summary>The manifests that a chart names, in any environment.</summary>
    public static IEnumerable<string> OfChart(ChartDeclaration chart) =>
        Manifests(chart, [.. chart.Manifests, .. chart.Environments.Values.SelectMany(overlay => overlay.Manifests)]).Distinct();

    /// <summary>The manifests that a declaration names.</summary>
    public static IEnumerable<string> Manifests(Declaration declaration, IReadOnlyList<string> manifests) =>
        manifests.Select(file => SourcePath.Beside(declaration.Path, file));

    /// <summary>The configuration files that an app names, in any environment.</summary>
    public static IEnumerable<string> Configuration(ChartModel model, ChartApp app) => model.Environments
        .Select(environment => environment.Apps[app.App.Name]).Prepend(app.App)
        .SelectMany(declaration => (declaration.Config?.Files.Values ?? []).Select(file => SourcePath.Beside(declaration.Path, file)))
        .Distinct();
}
