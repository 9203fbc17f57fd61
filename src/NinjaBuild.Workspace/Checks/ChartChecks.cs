using System.Globalization;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Checks;

/// <summary>What must hold between the apps of a chart.</summary>
static class ChartChecks
{
    public static void Check(
        ChartModel model, WorkspaceDeclaration workspace, IReadOnlySet<string>? appNames, ICollection<Diagnostic> diagnostics)
    {
        if (appNames is not null)
        {
            Unknown(model.Chart, "apps", model.Chart.Apps, appNames, diagnostics);
            Unknown(model.Chart, "jobs", model.Chart.Jobs, appNames, diagnostics);
        }

        Keys(model, diagnostics);
        NameChecks.Check(model, diagnostics);
        Hooks(model, diagnostics);
        Environments(model, workspace, diagnostics);
        IngressChecks.Check(model, diagnostics);
        NodePorts(model, diagnostics);
        EnvChecks.Check(model.Chart, diagnostics);
    }

    static void Unknown(ChartDeclaration chart, string list, IReadOnlyList<string> names, IReadOnlySet<string> known, ICollection<Diagnostic> diagnostics)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (!known.Contains(names[i]))
                diagnostics.Add(chart.Error($"there is no app '{names[i]}' in the workspace{Suggestion.For(names[i], known)}", list, i));
        }
    }

    static void Keys(ChartModel model, ICollection<Diagnostic> diagnostics)
    {
        var first = new Dictionary<string, AppDeclaration>();
        foreach (var app in model.Apps)
        {
            if (!first.TryAdd(app.Key, app.App))
                diagnostics.Add(app.App.Error($"'{app.App.Name}' and '{first[app.Key].Name}' ({first[app.Key].Place("name")}) both have the key '{app.Key}' in the values of chart '{model.Chart.Name}': rename one", "name"));
        }
    }

    static void Hooks(ChartModel model, ICollection<Diagnostic> diagnostics)
    {
        if (!model.Apps.Any(app => app.IsHook && app.App.DependsOn.Count > 0))
            return;
        var byName = model.Apps.ToDictionary(app => app.App.Name);
        foreach (var app in model.Apps.Where(app => app.IsHook))
        {
            for (var i = 0; i < app.App.DependsOn.Count; i++)
            {
                if (byName.TryGetValue(app.App.DependsOn[i], out var dependency) && !dependency.IsHook)
                    diagnostics.Add(app.App.Error($"'{app.App.Name}' is a hook, which Helm runs before it deploys '{dependency.App.Name}' ({dependency.App.Path}): set 'hook: false', or leave out the dependency", "dependsOn", i));
            }
        }
    }

    static void Environments(ChartModel model, WorkspaceDeclaration workspace, ICollection<Diagnostic> diagnostics)
    {
        foreach (var name in model.Chart.Environments.Keys.Where(name => !workspace.Environments.ContainsKey(name)))
            diagnostics.Add(model.Chart.Error($"there is no environment '{name}' in {WorkspaceLayout.WorkspaceFile}{Suggestion.For(name, workspace.Environments.Keys)}", "environments", name));
        if (workspace.Environments.Count == 0 && model.Apps.FirstOrDefault(app => app.HasEnvironmentInNames) is { } app)
            diagnostics.Add(model.Chart.Error($"names of app '{app.App.Name}' ({app.App.Path}) contain {AppNames.Environment}, but {WorkspaceLayout.WorkspaceFile} names no environment: name one, or leave it out", "naming"));
    }

    // A node port is taken once in a cluster, whatever the Service.
    static void NodePorts(ChartModel model, ICollection<Diagnostic> diagnostics)
    {
        var said = new HashSet<Diagnostic>();
        InEnvironment(app => app.App);
        foreach (var environment in model.Environments)
            InEnvironment(app => environment.Apps[app.App.Name]);
        foreach (var diagnostic in said)
            diagnostics.Add(diagnostic);

        void InEnvironment(Func<ChartApp, AppDeclaration> declarationOf)
        {
            Dictionary<(int, Protocol), AppDeclaration>? taken = null;
            foreach (var app in model.Apps.Select(declarationOf).Where(app => app.Service.Type != ServiceType.ClusterIP))
            {
                taken ??= [];
                if (app.Service.NodePort is { } main)
                    Take(app, main, Protocol.Tcp, "service", "nodePort");
                foreach (var (name, port) in app.Ports)
                {
                    if (port.NodePort is { } named)
                        Take(app, named, port.Protocol, "ports", name, "nodePort");
                }
            }

            void Take(AppDeclaration app, int port, Protocol protocol, params ReadOnlySpan<object> steps)
            {
                if (!taken!.TryAdd((port, protocol), app))
                    said.Add(app.Error($"node port {port.ToString(CultureInfo.InvariantCulture)} is taken by '{taken[(port, protocol)].Name}' ({taken[(port, protocol)].Path}): choose another", steps));
            }
        }
    }
}
