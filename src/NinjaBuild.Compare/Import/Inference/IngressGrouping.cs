using NinjaBuild.Compare.Import.Reading;
using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Workspace.Model;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>Finds which Ingresses an apps' declarations can make, and gives each app its routes.</summary>
static class IngressGrouping
{
    /// <summary>The Ingresses, and whether each is one app's own.</summary>
    /// <param name="apps">The apps; those that are routed to are told so.</param>
    /// <param name="objects">The chart's objects.</param>
    /// <param name="reasons">Takes why an Ingress cannot be made.</param>
    public static (IReadOnlyList<LiveObject> Ingresses, bool IsPerApp) Find(IReadOnlyList<LiveApp> apps, IReadOnlyList<LiveObject> objects, Dictionary<LiveObject, string> reasons)
    {
        var possible = new List<Routed>();
        foreach (var ingress in objects.Where(item => item is { Kind: "Ingress", Group: "networking.k8s.io" }))
        {
            if (Routes(ingress, apps, out var fault) is { } routes)
                possible.Add(new Routed(ingress, routes));
            else
                reasons[ingress] = fault;
        }

        if (possible.Count == 0)
            return ([], false);
        var isPerApp = possible.Count > 1 && possible.All(routed => routed.Apps.Count == 1) && possible.Select(routed => routed.Apps[0]).Distinct().Count() == possible.Count;
        var chosen = isPerApp ? possible : [possible.MaxBy(routed => routed.Apps.Count)!];
        foreach (var routed in possible.Except(chosen))
            reasons[routed.Ingress] = $"the chart has another Ingress, {chosen[0].Ingress.Name}: a chart has one, or one for each app";
        foreach (var routed in chosen)
            routed.Assign();
        return ([.. chosen.Select(routed => routed.Ingress)], isPerApp);
    }

    static Dictionary<string, Dictionary<LiveApp, IngressRoute>>? Routes(LiveObject ingress, IReadOnlyList<LiveApp> apps, out string fault)
    {
        fault = "";
        var routes = new Dictionary<string, Dictionary<LiveApp, IngressRoute>>(StringComparer.Ordinal);
        foreach (var (environment, tree) in ingress.Trees)
        {
            if (Fault(tree) is { } wrong)
            {
                fault = wrong;
                return null;
            }

            var paths = Paths(tree, environment, apps);
            if (paths.Count == 0 || paths.Exists(path => path.App is null))
            {
                fault = "a route leads to something that is no app of the chart";
                return null;
            }

            var found = new Dictionary<LiveApp, IngressRoute>();
            foreach (var group in paths.GroupBy(path => path.App!))
            {
                if (Route([.. group]) is not { } route)
                {
                    fault = $"the hosts of {group.Key.Workload} do not all have the same paths, path type and port";
                    return null;
                }

                found[group.Key] = route;
            }

            routes[environment] = found;
        }

        return routes;
    }

    static string? Fault(Map ingress)
    {
        if (ingress.At("spec", "defaultBackend") is not null)
            return "a chart's Ingress has no default backend";
        var tls = ingress.Items("spec", "tls");
        if (tls.Any(entry => entry.Text("secretName") is null))
            return "TLS without a secret of its own";
        if (tls.Count > 1)
            return "TLS with several secrets";
        var hosts = ingress.Items("spec", "rules").Select(rule => rule.Text("host") ?? "").Concat(tls.SelectMany(entry => entry.Items("hosts").OfType<string>()));
        return hosts.Any(host => host.Length > 0 && Formats.Fault(Format.HostName, host) is not null) ? "a host is no name that an Ingress takes" : null;
    }

    static List<PathOfApp> Paths(Map ingress, string environment, IReadOnlyList<LiveApp> apps)
    {
        var paths = new List<PathOfApp>();
        foreach (var rule in ingress.Items("spec", "rules"))
        {
            foreach (var path in rule.Items("http", "paths"))
            {
                var service = path.Text("backend", "service", "name");
                var app = apps.FirstOrDefault(app => app.Service?.Trees.GetValueOrDefault(environment) is { } tree && tree.Text("metadata", "name") == service);
                var port = path.Text("backend", "service", "port", "name") ?? path.Number("backend", "service", "port", "number")?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
                var text = path.Text("path") ?? "/";
                var isSound = app is not null && port.Length > 0 && Formats.Fault(Format.UrlPath, text) is null;
                paths.Add(new PathOfApp(isSound ? app : null, rule.Text("host") ?? "", text, path.Text("pathType") ?? "ImplementationSpecific", port));
            }
        }

        return paths;
    }

    static IngressRoute? Route(List<PathOfApp> paths)
    {
        var hosts = paths.Select(path => path.Host).Distinct().ToList();
        var first = paths.Where(path => path.Host == hosts[0]).Select(path => path.Path).ToList();
        var isOne = paths.Select(path => (path.PathType, path.Port)).Distinct().Count() == 1 && first.Distinct().Count() == first.Count
            && hosts.TrueForAll(host => paths.Where(path => path.Host == host).Select(path => path.Path).ToHashSet().SetEquals(first));
        if (!isOne || (hosts.Count > 1 && hosts.Contains("")))
            return null;
        return new IngressRoute(hosts is [""] ? [] : hosts, first, paths[0].PathType, paths[0].Port);
    }

    sealed record PathOfApp(LiveApp? App, string Host, string Path, string PathType, string Port);

    sealed record Routed(LiveObject Ingress, Dictionary<string, Dictionary<LiveApp, IngressRoute>> Routes)
    {
        public IReadOnlyList<LiveApp> Apps { get; } = [.. Routes.Values.SelectMany(routes => routes.Keys).Distinct()];

        public void Assign()
        {
            foreach (var (environment, routes) in Routes)
            {
                foreach (var (app, route) in routes)
                {
                    app.Ingress = Ingress;
                    app.Routes[environment] = route;
                }
            }
        }
    }
}
