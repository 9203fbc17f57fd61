using NinjaBuild.Compare.Model;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Meaning;

/// <summary>What an Ingress routes where.</summary>
static class IngressRules
{
    const string EveryHost = "*";

    /// <summary>The object with one rule for each host: controllers take several rules of one host for one.</summary>
    public static Dictionary<string, object?> Merged(TypeName type, Dictionary<string, object?> tree)
    {
        if (type.Kind != "Ingress" || tree.GetValueOrDefault("spec") is not Dictionary<string, object?> spec)
            return tree;
        var rules = spec.Items("rules");
        if (rules.Count != rules.Select(Host).Distinct(StringComparer.Ordinal).Count())
            spec["rules"] = rules.GroupBy(Host, StringComparer.Ordinal).Select(Merged).ToList();
        return tree;
    }

    /// <summary>The routes of an Ingress, each host and path.</summary>
    public static IEnumerable<IngressRoute> Routes(Side side, Manifest ingress)
    {
        var spec = side.Tree(ingress).Mapping("spec");
        foreach (var rule in spec.Items("rules"))
        {
            foreach (var path in rule.Items("http", "paths"))
                yield return Route(side, ingress, spec, Host(rule), path.Text("path") ?? "/", path.Text("pathType") ?? "", path.Mapping("backend"));
        }

        if (spec.At("defaultBackend") is Map backend)
            yield return Route(side, ingress, spec, EveryHost, "/", "Prefix", backend);
    }

    /// <summary>The routes of both sides by host and path.</summary>
    public static IReadOnlyList<RouteComparison> Compare(Side before, Side after)
    {
        var first = before.Routes.ToLookup(route => (route.Host, route.Path));
        var second = after.Routes.ToLookup(route => (route.Host, route.Path));
        return [.. first.Select(routes => routes.Key).Union(second.Select(routes => routes.Key))
            .OrderBy(key => key.Host, StringComparer.Ordinal).ThenBy(key => key.Path, StringComparer.Ordinal)
            .SelectMany(key => Compare([.. first[key]], [.. second[key]]))];
    }

    // Two Ingresses may serve one host and path; the first of one side is held against the first of the other.
    static IEnumerable<RouteComparison> Compare(List<IngressRoute> before, List<IngressRoute> after)
    {
        for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
        {
            var (first, second) = (before.ElementAtOrDefault(i), after.ElementAtOrDefault(i));
            var change = first is null ? ObjectChange.Added : second is null ? ObjectChange.Removed
                : first with { Ingress = second.Ingress } == second ? ObjectChange.Same : ObjectChange.Changed;
            yield return new RouteComparison(change, first, second);
        }
    }

    static object? Merged(IGrouping<string, object?> rules)
    {
        var merged = new Dictionary<string, object?>(rules.First().Mapping(), StringComparer.Ordinal);
        merged["http"] = new Dictionary<string, object?> { ["paths"] = rules.SelectMany(rule => rule.Items("http", "paths")).ToList() };
        return merged;
    }

    static string Host(object? rule) => rule.Text("host") is { Length: > 0 } host ? host : EveryHost;

    static IngressRoute Route(Side side, Manifest ingress, Map spec, string host, string path, string pathType, Map backend)
    {
        var service = backend.Text("service", "name") ?? backend.Text("resource", "name") ?? "";
        var port = NamedPorts.OfBackend(side, ingress, backend.At("service")) ?? backend.Text("service", "port", "name") ?? "";
        return new IngressRoute(host, path, pathType, service, port, Tls(spec, host), ingress.Identity.Name);
    }

    // A certificate for *.example.com serves the hosts one label below (networking/v1 IngressTLS).
    static string? Tls(Map spec, string host)
    {
        foreach (var tls in spec.Items("tls"))
        {
            var hosts = tls.Items("hosts").OfType<string>().ToList();
            var wildcard = host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? "*" + host[dot..] : host;
            if (hosts.Count == 0 || hosts.Contains(host, StringComparer.Ordinal) || hosts.Contains(wildcard, StringComparer.Ordinal))
                return tls.Text("secretName") ?? "";
        }

        return null;
    }
}
