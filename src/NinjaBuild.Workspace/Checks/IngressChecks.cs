using System.Globalization;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace.Checks;

/// <summary>Whether the apps of a chart can share hosts, and in mode single an Ingress, in every environment.</summary>
sealed class IngressChecks(ChartModel model, ICollection<Diagnostic> diagnostics)
{
    readonly HashSet<Diagnostic> _said = [];
    readonly List<ChartApp> _routed = [.. model.Apps.Where(IsRouted)];

    /// <summary>Whether an app has routes in an Ingress.</summary>
    public static bool IsRouted(ChartApp app) => app.Type == AppType.ExternalApi || (app.Type == AppType.InternalApi && app.App.ExposeIngress);

    public static void Check(ChartModel model, ICollection<Diagnostic> diagnostics) => new IngressChecks(model, diagnostics).Check();

    void Check()
    {
        if (_routed.Count == 0)
            return;
        var isSingle = model.Chart.Ingress.Mode == IngressMode.Single;
        foreach (var environment in model.Environments.Prepend(null))
        {
            var apps = _routed.ConvertAll(app => environment?.Apps[app.App.Name] ?? app.App);
            if (isSingle)
            {
                Classes(apps);
                Annotations(apps, environment);
            }

            if (_routed.Count > 1)
                Routes(apps, environment);
        }
    }

    void Classes(List<AppDeclaration> apps)
    {
        foreach (var app in apps.Where(app => app.Ingress.ClassName is not null))
            Say(app.Error($"chart '{model.Chart.Name}' has one Ingress for all apps, which has one class: set 'ingress.className' in {model.Chart.Path}, or 'ingress.mode: per-app'", "ingress", "className"));
    }

    void Annotations(List<AppDeclaration> apps, ChartEnvironment? environment)
    {
        var seen = new Dictionary<string, (string Value, AppDeclaration App)>();
        foreach (var app in apps.Where(app => app.Ingress.Enabled))
        {
            foreach (var (key, value) in app.Ingress.Annotations)
            {
                if (seen.TryAdd(key, (value, app)) || seen[key].Value == value)
                    continue;
                var other = seen[key];
                Say(
                    app.Error($"the one Ingress of chart '{model.Chart.Name}' gets two values for {key}", "ingress", "annotations", key),
                    environment,
                    $": '{other.App.Name}' ({other.App.Place("ingress", "annotations", key)}) says '{other.Value}'; use 'ingress.mode: per-app', or agree");
            }
        }
    }

    void Routes(List<AppDeclaration> apps, ChartEnvironment? environment)
    {
        var seen = new Dictionary<(string Host, string Path), (AppDeclaration App, string Path)>();
        var shared = new Routing(environment?.Overlay?.Values?["ingress"] as YamlMapping);
        var overlays = environment?.Overlay?.Values?["apps"] as YamlMapping;
        for (var i = 0; i < apps.Count; i++)
        {
            var values = overlays?[_routed[i].Key] as YamlMapping;
            var own = new Routing(values?["ingress"] as YamlMapping);
            if (Routing.IsFalse(values?["enabled"]) || !own.Enabled(apps[i].Ingress.Enabled))
                continue;
            var hosts = own.Both("host", apps[i].Ingress.Host, "hosts", apps[i].Ingress.Hosts);
            if (hosts.Count == 0)
                hosts = shared.Both("host", model.Chart.Ingress.Host, "hosts", model.Chart.Ingress.Hosts);
            var paths = own.Both("path", apps[i].Ingress.Path, "paths", apps[i].Ingress.Paths);
            foreach (var host in hosts.DefaultIfEmpty(""))
            {
                foreach (var path in paths.DefaultIfEmpty("/"))
                    Take(seen, apps[i], host, path, environment);
            }
        }
    }

    void Take(Dictionary<(string Host, string Path), (AppDeclaration App, string Path)> seen, AppDeclaration app, string host, string path, ChartEnvironment? environment)
    {
        // Prefixes are compared by their elements: one slash at the end makes no difference.
        var route = (host, path.Length > 1 && path[^1] == '/' ? path[..^1] : path);
        if (seen.TryAdd(route, (app, path)) || seen[route].App.Name == app.Name)
            return;
        var (other, otherPath) = seen[route];
        var on = host.Length == 0 ? "every host" : host;
        var place = string.Create(CultureInfo.InvariantCulture, $"{other.Path}:{PathAt(other, otherPath).Line}:{PathAt(other, otherPath).Column}");
        Say(
            Diagnostic.Error(app.Path, PathAt(app, path), $"path {path} on {on} is taken by '{other.Name}' ({place}) in chart '{model.Chart.Name}'"),
            environment,
            ": give one of them another path or host");
    }

    static Position PathAt(AppDeclaration app, string path)
    {
        for (var i = 0; i < app.Ingress.Paths.Count; i++)
        {
            if (app.Ingress.Paths[i] == path)
                return app.At("ingress", "paths", i);
        }

        return app.At("ingress", "path");
    }

    // What holds in every environment was said before any environment's turn comes.
    void Say(Diagnostic what, ChartEnvironment? environment, string advice)
    {
        if (!_said.Contains(what with { Message = what.Message + advice }))
            Say(what with { Message = what.Message + (environment is null ? "" : $" in environment {environment.Name}") + advice });
    }

    void Say(Diagnostic diagnostic)
    {
        if (_said.Add(diagnostic))
            diagnostics.Add(diagnostic);
    }

    /// <summary>Hosts and paths as an environment's values change them.</summary>
    readonly record struct Routing(YamlMapping? Values)
    {
        public bool Enabled(bool declared) => Values?["enabled"] is YamlScalar { Value: bool value } ? value : declared;

        public List<string> Both(string oneName, string? one, string severalName, IReadOnlyList<string> several)
        {
            one = Values?[oneName] is YamlScalar scalar ? scalar.Value is null ? null : scalar.Text : one;
            several = Values?[severalName] switch
            {
                YamlSequence list => [.. list.Items.OfType<YamlScalar>().Select(item => item.Text)],
                YamlScalar { Value: null } => [],
                _ => several,
            };
            return [.. (string.IsNullOrEmpty(one) ? several : several.Prepend(one)).Distinct()];
        }

        public static bool IsFalse(YamlNode? node) => node is YamlScalar { Value: false };
    }
}
