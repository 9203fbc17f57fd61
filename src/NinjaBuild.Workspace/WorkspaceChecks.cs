using NinjaBuild.Workspace.Checks;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace;

/// <summary>Checks declarations against each other. Everything that is wrong is reported in one go.</summary>
public static class WorkspaceChecks
{
    /// <summary>Checks what the workspace says of its environments.</summary>
    public static void Check(WorkspaceDeclaration workspace, ICollection<Diagnostic> diagnostics) => EnvironmentChecks.Check(workspace, diagnostics);

    /// <summary>Checks in which order charts are deployed.</summary>
    /// <param name="charts">The charts.</param>
    /// <param name="chartNames">Names of all charts of the workspace; null where not all are known, so that none is called unknown.</param>
    /// <param name="diagnostics">Takes what is to be said.</param>
    public static void CheckOrder(IReadOnlyCollection<ChartDeclaration> charts, IReadOnlySet<string>? chartNames, ICollection<Diagnostic> diagnostics)
    {
        foreach (var chart in charts)
        {
            for (var i = 0; i < chart.DependsOn.Count; i++)
            {
                if (chartNames?.Contains(chart.DependsOn[i]) == false)
                    diagnostics.Add(chart.Error($"there is no chart '{chart.DependsOn[i]}' in the workspace{Suggestion.For(chart.DependsOn[i], chartNames)}", "dependsOn", i));
            }
        }

        ChartOrder.Of(charts, diagnostics);
    }

    /// <summary>Checks an app by itself and in each environment.</summary>
    /// <param name="app">The app.</param>
    /// <param name="workspace">Its workspace.</param>
    /// <param name="inputs">The build's inputs that were given.</param>
    /// <param name="appNames">Names of all apps of the workspace; null where not all are known, so that none is called unknown.</param>
    /// <param name="diagnostics">Takes what is to be said.</param>
    public static void Check(
        AppDeclaration app, WorkspaceDeclaration workspace, IReadOnlyDictionary<string, string> inputs, IReadOnlySet<string>? appNames, ICollection<Diagnostic> diagnostics)
    {
        AppChecks.Check(app, workspace, inputs, diagnostics);
        for (var i = 0; i < app.DependsOn.Count; i++)
        {
            if (appNames?.Contains(app.DependsOn[i]) == false)
                diagnostics.Add(app.Error($"there is no app '{app.DependsOn[i]}' in the workspace{Suggestion.For(app.DependsOn[i], appNames)}", "dependsOn", i));
        }
    }

    /// <summary>Checks a chart and what its apps are to each other in it.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="workspace">Its workspace.</param>
    /// <param name="appNames">Names of all apps of the workspace; null where not all are known, so that none is called unknown.</param>
    /// <param name="diagnostics">Takes what is to be said.</param>
    public static void Check(ChartModel chart, WorkspaceDeclaration workspace, IReadOnlySet<string>? appNames, ICollection<Diagnostic> diagnostics)
    {
        var folder = chart.Chart.Path.Split('/') is [.., var name, _] ? name : "";
        if (folder != chart.Chart.Name)
            diagnostics.Add(chart.Chart.Error($"the chart is named '{chart.Chart.Name}', but its folder '{folder}': make them the same", "name"));
        ChartChecks.Check(chart, workspace, appNames, diagnostics);
    }

    /// <summary>Checks what a chart's migration says.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="environments">Names of the workspace's environments.</param>
    /// <param name="diagnostics">Takes what is to be said.</param>
    public static void Check(MigrationDeclaration migration, IReadOnlyCollection<string> environments, ICollection<Diagnostic> diagnostics) =>
        MigrationChecks.Check(migration, environments, diagnostics);

    /// <summary>Reports an app whose name another one has.</summary>
    public static Diagnostic Duplicate(AppDeclaration app, string otherPath) =>
        app.Error($"the app '{app.Name}' is declared in {otherPath} too: names are unique in a workspace", "name");

    /// <summary>Checks the inputs that a build was given.</summary>
    public static void CheckInputs(IReadOnlyDictionary<string, string> inputs, WorkspaceDeclaration workspace, ICollection<Diagnostic> diagnostics)
    {
        if (workspace.Inputs.ContainsKey(ImageTag.Version))
            diagnostics.Add(workspace.Error("an input cannot be named 'version': in image tags that is the app's version", "inputs", ImageTag.Version));
        foreach (var name in inputs.Keys.Where(name => !workspace.Inputs.ContainsKey(name)))
            diagnostics.Add(workspace.Error($"--input {name}: there is no such input{Suggestion.For(name, workspace.Inputs.Keys)}", "inputs"));
    }
}
