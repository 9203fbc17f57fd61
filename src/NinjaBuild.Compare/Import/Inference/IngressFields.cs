using NinjaBuild.Compare.Import.Reading;
using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>Routes as apps and charts declare them.</summary>
static class IngressFields
{
    /// <summary>The <c>ingress</c> of an app in an environment, with hosts that <see cref="OfChart"/> takes away where the chart has them.</summary>
    public static Map OfApp(LiveApp app, string environment, AppPorts ports)
    {
        if (!app.Routes.TryGetValue(environment, out var route))
            return new Map { ["enabled"] = false };
        var fields = new Map();
        Hosts(fields, route.Hosts);
        if (route.Paths is [var path])
            fields["path"] = path;
        else
            fields["paths"] = route.Paths.ToList<object?>();
        if (route.PathType != "Prefix")
            fields["pathType"] = route.PathType;
        if ((ports.Behind(route.Port) ?? throw new NotAnAppException("its Ingress leads to a port that its Service does not have")) is var port && port != ports.First)
            fields["port"] = port;
        return fields;
    }

    /// <summary>The <c>ingress</c> of a chart in an environment.</summary>
    /// <param name="ingresses">The Ingresses; one, or one for each routed app.</param>
    /// <param name="isPerApp">Whether it is one for each.</param>
    /// <param name="apps">The fields of the routed apps in that environment; what the chart says for all of them is taken out.</param>
    /// <param name="environment">The environment.</param>
    public static Map OfChart(IReadOnlyList<LiveObject> ingresses, bool isPerApp, IReadOnlyDictionary<LiveApp, Map> apps, string environment)
    {
        var live = ingresses.Where(ingress => ingress.Trees.ContainsKey(environment)).ToList();
        if (live.Count == 0)
            return new Map { ["enabled"] = false };
        var routed = apps.Where(app => app.Key.Routes.ContainsKey(environment)).ToList();
        var fields = new Map();
        if (isPerApp)
        {
            foreach (var (app, own) in routed)
                Own((Map)own["ingress"]!, app.Ingress!.Trees[environment], app.Routes[environment].Hosts);
            foreach (var name in (string[])["className", "annotations", "host", "hosts", "tls"])
                Share(fields, name, [.. routed.Select(app => (Map)app.Value["ingress"]!)]);
            return fields;
        }

        Own(fields, live[0].Trees[environment], [.. routed.SelectMany(app => app.Key.Routes[environment].Hosts).Distinct()]);
        foreach (var name in (string[])["host", "hosts"])
            Share(fields, name, [.. routed.Select(app => (Map)app.Value["ingress"]!)]);
        return fields;
    }

    static void Own(Map fields, Map ingress, IReadOnlyList<string> hosts)
    {
        fields.Put("className", ingress.Text("spec", "ingressClassName"));
        var annotations = LabelFields.Sound(ingress.Mapping("metadata", "annotations"));
        if (annotations.GetValueOrDefault("argocd.argoproj.io/sync-wave") is "0")
            annotations.Remove("argocd.argoproj.io/sync-wave");
        fields.Put("annotations", annotations);
        if (ingress.Items("spec", "tls").OfType<Map>().FirstOrDefault() is not { } entry)
            return;
        var tls = new Map { ["secretName"] = entry.Text("secretName") };
        var covered = entry.Items("hosts").OfType<string>().ToList();
        if (covered.Count > 0 && !covered.ToHashSet().SetEquals(hosts))
            tls["hosts"] = covered.ToList<object?>();
        fields["tls"] = tls;
    }

    static void Hosts(Map fields, IReadOnlyList<string> hosts)
    {
        if (hosts is [var host])
            fields["host"] = host;
        else if (hosts.Count > 1)
            fields["hosts"] = hosts.ToList<object?>();
    }

    // A field moves to the chart where all routed apps say the same.
    static void Share(Map chart, string name, List<Map> apps)
    {
        if (apps.Count == 0 || !apps[0].TryGetValue(name, out var value) || !apps.TrueForAll(app => app.TryGetValue(name, out var own) && Fields.AreSame(own, value)))
            return;
        chart[name] = value;
        apps.ForEach(app => app.Remove(name));
    }
}
