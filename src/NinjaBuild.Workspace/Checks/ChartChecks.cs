using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Checks;

/// <summary>What must hold between the apps of a chart.</summary>
sealed class ChartChecks(ChartModel model, WorkspaceDeclaration workspace, ICollection<Diagnostic> diagnostics)
{
    // A CronJob's jobs have its name and 11 characters more (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/).
    const int MaxCronJobName = 52;

    // The hash and its hyphen in the name of a job that is no hook.
    const int MaxHashedJobName = 54;

    const int MaxName = 63;

    public static void Check(
        ChartModel model, WorkspaceDeclaration workspace, IReadOnlySet<string> appNames, ICollection<Diagnostic> diagnostics)
    {
        var checks = new ChartChecks(model, workspace, diagnostics);
        checks.Members(appNames);
        checks.Keys();
        checks.Names();
        checks.Hooks();
        checks.Environments();
        checks.Ingress();
        AppChecks.EnvFrom(model.Chart, model.Chart.EnvFrom, diagnostics);
    }

    void Members(IReadOnlySet<string> appNames)
    {
        Unknown("apps", model.Chart.Apps);
        Unknown("jobs", model.Chart.Jobs);

        void Unknown(string list, IReadOnlyList<string> names)
        {
            for (var i = 0; i < names.Count; i++)
            {
                if (!appNames.Contains(names[i]))
                    diagnostics.Add(model.Chart.Error($"there is no app '{names[i]}' in the workspace{Suggestion.For(names[i], appNames)}", list, i));
            }
        }
    }

    void Keys()
    {
        foreach (var group in model.Apps.GroupBy(app => app.Key).Where(group => group.Count() > 1))
        {
            var apps = group.ToList();
            foreach (var app in apps.Skip(1))
                diagnostics.Add(app.App.Error($"'{app.App.Name}' and '{apps[0].App.Name}' ({apps[0].App.Path}) both have the key '{group.Key}' in the values of chart '{model.Chart.Name}': rename one", "name"));
        }
    }

    void Names()
    {
        Check("workload", app => app.Names.Workload, _ => true, app => app.Type != AppType.Job ? MaxName : app.App.Schedule is not null ? MaxCronJobName : app.IsHook ? MaxName : MaxHashedJobName);
        Check("service", app => app.Names.Service, app => app.Type is AppType.ExternalApi or AppType.InternalApi, _ => MaxName);
        Check("config", app => app.Names.Config, app => app.App.Config is not null, _ => MaxName);
        Check("serviceAccount", app => app.Names.ServiceAccount, app => app.App.ServiceAccount.Create, _ => MaxName);
        Check("podDisruptionBudget", app => app.Names.PodDisruptionBudget, app => app.Type != AppType.Job, _ => MaxName);
        if (model.Chart.Ingress.Mode == IngressMode.PerApp)
            Check("ingress", app => app.Names.Ingress, app => app.Type == AppType.ExternalApi || app.App.ExposeIngress, _ => MaxName);

        void Check(string pattern, Func<ChartApp, string> nameOf, Func<ChartApp, bool> has, Func<ChartApp, int> longest)
        {
            var seen = new Dictionary<string, ChartApp>();
            foreach (var app in model.Apps.Where(has))
            {
                var name = nameOf(app);
                var length = name.Replace("{release}", "", StringComparison.Ordinal).Length;
                if (length > longest(app))
                    diagnostics.Add(model.Chart.Error($"the name '{name}' of app '{app.App.Name}' ({app.App.Path}) has {length} characters; at most {longest(app)} are allowed there: shorten the app's name or naming.{pattern}", "naming", pattern));
                if (!seen.TryAdd(name, app))
                    diagnostics.Add(model.Chart.Error($"the apps '{seen[name].App.Name}' and '{app.App.Name}' both get the name '{name}': naming.{pattern} must contain {{app}}", "naming", pattern));
            }
        }
    }

    void Hooks()
    {
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

    void Environments()
    {
        foreach (var name in model.Chart.Environments.Keys.Where(name => !workspace.Environments.ContainsKey(name)))
            diagnostics.Add(model.Chart.Error($"there is no environment '{name}' in {WorkspaceLayout.WorkspaceFile}{Suggestion.For(name, workspace.Environments.Keys)}", "environments", name));
    }

    void Ingress()
    {
        var single = model.Chart.Ingress.Mode == IngressMode.Single;
        var routed = model.Apps.Where(app => app.Type == AppType.ExternalApi || (app.Type == AppType.InternalApi && app.App.ExposeIngress)).ToList();
        foreach (var app in routed.Where(app => single && app.App.Ingress.ClassName is not null))
            diagnostics.Add(app.App.Error($"chart '{model.Chart.Name}' has one Ingress for all apps, which has one class: set 'ingress.className' in {model.Chart.Path}", "ingress", "className"));
        if (single)
            Annotations(routed);

        Routes(routed, app => app.App, null);
        foreach (var environment in model.Environments)
            Routes(routed, app => environment.Apps[app.App.Name], environment);
    }

    void Annotations(List<ChartApp> routed)
    {
        var seen = new Dictionary<string, (string Value, AppDeclaration App)>();
        foreach (var app in routed.Select(app => app.App))
        {
            foreach (var (key, value) in app.Ingress.Annotations)
            {
                if (!seen.TryAdd(key, (value, app)) && seen[key].Value != value)
                    diagnostics.Add(app.Error($"the one Ingress of chart '{model.Chart.Name}' gets two values for {key}: '{seen[key].App.Name}' ({seen[key].App.Path}) says '{seen[key].Value}'; use 'ingress.mode: per-app', or agree", "ingress", "annotations", key));
            }
        }
    }

    void Routes(List<ChartApp> routed, Func<ChartApp, AppDeclaration> declarationOf, ChartEnvironment? environment)
    {
        var seen = new Dictionary<(string Host, string Path), AppDeclaration>();
        foreach (var app in routed.Select(declarationOf).Where(app => app.Ingress.Enabled))
        {
            foreach (var route in Hosts(app, environment).SelectMany(host => Paths(app.Ingress).Select(path => (host, path))))
            {
                if (seen.TryAdd(route, app) || seen[route].Name == app.Name)
                    continue;
                var error = app.Error($"path {route.path} on {(route.host.Length == 0 ? "every host" : route.host)} is taken by '{seen[route].Name}' ({seen[route].Path}:{seen[route].At("ingress", "path").Line}) in chart '{model.Chart.Name}': give one of them another path or host", "ingress", "path");
                if (!diagnostics.Contains(error))
                    diagnostics.Add(error);
            }
        }
    }

    IEnumerable<string> Hosts(AppDeclaration app, ChartEnvironment? environment)
    {
        var own = Both(app.Ingress.Host, app.Ingress.Hosts);
        if (own.Count > 0)
            return own;
        var values = environment?.Overlay?.Values?["ingress"] as Yaml.YamlMapping;
        var host = (values?["host"] as Yaml.YamlScalar)?.Text ?? model.Chart.Ingress.Host;
        var shared = Both(host, model.Chart.Ingress.Hosts);
        return shared.Count > 0 ? shared : [""];
    }

    static IReadOnlyList<string> Paths(AppIngress ingress) => Both(ingress.Path, ingress.Paths) is { Count: > 0 } paths ? paths : ["/"];

    static List<string> Both(string? one, IReadOnlyList<string> several) => [.. (one is null ? several : several.Prepend(one)).Distinct()];
}
