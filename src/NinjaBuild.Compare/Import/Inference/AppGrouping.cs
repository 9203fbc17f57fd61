using NinjaBuild.Compare.Import.Reading;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>Finds the apps among a chart's objects, and which objects belong to which.</summary>
sealed class AppGrouping
{
    readonly IReadOnlyList<LiveObject> _objects;
    readonly HashSet<LiveObject> _taken = [];
    readonly Dictionary<LiveObject, string> _reasons = [];

    AppGrouping(IReadOnlyList<LiveObject> objects) => _objects = objects;

    /// <summary>The apps.</summary>
    public IReadOnlyList<LiveApp> Apps { get; private set; } = [];

    /// <summary>The Ingresses whose routes lead to apps.</summary>
    public IReadOnlyList<LiveObject> Ingresses { get; private set; } = [];

    /// <summary>Whether each Ingress is one app's own.</summary>
    public bool IsIngressPerApp { get; private set; }

    /// <summary>What belongs to no app.</summary>
    public IEnumerable<LiveObject> Rest => _objects.Where(item => !_taken.Contains(item));

    /// <summary>Why an object of <see cref="Rest"/> belongs to no app.</summary>
    public string WhyNot(LiveObject item) => _reasons.GetValueOrDefault(item, Reason(item.Kind));

    /// <summary>Groups objects.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="demoted">Workloads that cannot be apps, with the reason; they and what belongs to them are kept as they are.</param>
    public static AppGrouping Of(IReadOnlyList<LiveObject> objects, IReadOnlyDictionary<string, string> demoted)
    {
        var grouping = new AppGrouping(objects);
        grouping.Group(demoted);
        return grouping;
    }

    void Group(IReadOnlyDictionary<string, string> demoted)
    {
        var apps = new List<LiveApp>();
        foreach (var workload in _objects.Where(IsWorkload))
        {
            if (demoted.TryGetValue(workload.ToString(), out var reason))
                _reasons[workload] = reason;
            else
                apps.Add(new LiveApp(workload));
        }

        foreach (var app in apps)
            _taken.Add(app.Workload);
        Apps = apps;
        Services();
        Budgets();
        Accounts();
        Configs();
        if (!demoted.ContainsKey("Ingress"))
            (Ingresses, IsIngressPerApp) = IngressGrouping.Find(Apps, _objects, _reasons);
        _taken.UnionWith(Ingresses);
    }

    static bool IsWorkload(LiveObject item) => (item.Group, item.Kind) switch
    {
        ("apps", "Deployment") => true,
        ("batch", "CronJob") => true,
        ("batch", "Job") => !(item.Annotations.GetValueOrDefault(HelmHook.Annotation) is string events
            && events.Split(',').Any(word => word.Trim() is "test" or "test-success" or "pre-delete" or "post-delete" or "pre-rollback" or "post-rollback")),
        _ => false,
    };

    static string Reason(string kind) => kind switch
    {
        "StatefulSet" or "DaemonSet" or "ReplicaSet" or "Pod" => $"no type of app is a {kind}",
        "Job" => "a hook of tests or of removal belongs to no app",
        "Service" => "it is in front of no app's pods alone",
        "ConfigMap" => "it is no single app's configuration",
        "ServiceAccount" => "no single app runs as it",
        "PodDisruptionBudget" => "it is for no single app's pods",
        "Ingress" => "its routes lead to no app of the chart",
        _ => "no app makes objects of this kind",
    };

    void Services()
    {
        foreach (var service in _objects.Where(item => item is { Kind: "Service", Group: "" }))
        {
            var owners = Apps.Where(app => !app.IsJob && Selects(service, app, "spec", "selector")).ToList();
            if (owners.Count != 1 || !IsOrdinary(service, owners[0]))
                continue;
            var owner = owners[0];
            if (owner.Service is { } other)
            {
                var (kept, left) = Closeness(other, owner) >= Closeness(service, owner) ? (other, service) : (service, other);
                _taken.Remove(left);
                _reasons[left] = $"{owner.Workload} has another Service, {kept.Name}";
                owner.Service = kept;
            }
            else
                owner.Service = service;
            _taken.Add(owner.Service);
        }
    }

    // An app's Service exists wherever the app does, and has a type that the declaration knows.
    static bool IsOrdinary(LiveObject service, LiveApp owner) =>
        service.Trees.Keys.ToHashSet().SetEquals(owner.Workload.Trees.Keys)
        && service.Trees.Values.All(tree => tree.Text("spec", "type") is null or "ClusterIP" or "NodePort" or "LoadBalancer" && tree.Items("spec", "ports").Count > 0);

    static int Closeness(LiveObject service, LiveApp app)
    {
        var score = service.Name == app.Workload.Name ? 4 : 0;
        score += service.Any.Text("spec", "clusterIP") == "None" ? 0 : 2;
        return score + (service.Name.Contains("metrics", StringComparison.Ordinal) || service.Name.Contains("headless", StringComparison.Ordinal) ? 0 : 1);
    }

    void Budgets()
    {
        foreach (var budget in _objects.Where(item => item is { Kind: "PodDisruptionBudget", Group: "policy" }))
        {
            var owners = Apps.Where(app => !app.IsJob && Selects(budget, app, "spec", "selector", "matchLabels")).ToList();
            if (owners.Count != 1 || owners[0].Budget is not null || budget.Trees.Values.Any(tree => tree.Items("spec", "selector", "matchExpressions").Count > 0))
                continue;
            owners[0].Budget = budget;
            _taken.Add(budget);
        }
    }

    void Accounts()
    {
        foreach (var account in _objects.Where(item => item is { Kind: "ServiceAccount", Group: "" }))
        {
            var users = Apps.Where(app => account.Trees.Any(entry => app.Workload.Trees.TryGetValue(entry.Key, out var workload)
                && app.Pod(workload).Text("serviceAccountName") == entry.Value.Text("metadata", "name"))).ToList();
            var owner = users.FirstOrDefault(app => app.Account is null && account.Trees.Keys.ToHashSet().SetEquals(app.Workload.Trees.Keys));
            if (owner is null || account.Trees.Values.Any(tree => tree.ContainsKey("secrets") || tree.ContainsKey("imagePullSecrets")))
                continue;
            owner.Account = account;
            _taken.Add(account);
        }
    }

    // Of several ConfigMaps the first that is used by one app alone.
    void Configs()
    {
        foreach (var config in _objects.Where(item => item is { Kind: "ConfigMap", Group: "" }))
        {
            var users = Apps.Where(app => Uses(app, config)).ToList();
            if (users.Count != 1 || !IsPlain(config) || !config.Trees.Keys.ToHashSet().SetEquals(users[0].Workload.Trees.Keys))
                continue;
            if (users[0].Config is not null)
            {
                _reasons[config] = $"{users[0].Workload} has another ConfigMap, {users[0].Config!.Name}";
                continue;
            }

            users[0].Config = config;
            _taken.Add(config);
        }

        static bool IsPlain(LiveObject config) => config.Trees.Values.All(tree =>
            !tree.ContainsKey("binaryData") && !tree.ContainsKey("immutable") && tree.Mapping("data").Values.All(value => value is string) && tree.Mapping("data").Count > 0);
    }

    static bool Uses(LiveApp app, LiveObject config) => config.Trees.Any(entry =>
        app.Workload.Trees.TryGetValue(entry.Key, out var workload) && app.Pod(workload) is { } pod && Mentions(pod, entry.Value.Text("metadata", "name") ?? ""));

    static bool Mentions(object? node, string configMap) => node switch
    {
        IReadOnlyDictionary<string, object?> map => (map.At("configMap") ?? map.At("configMapRef") ?? map.At("configMapKeyRef")) is { } reference && reference.Text("name") == configMap
            || map.Values.Any(value => Mentions(value, configMap)),
        IReadOnlyList<object?> list => list.Any(item => Mentions(item, configMap)),
        _ => false,
    };

    static bool Selects(LiveObject item, LiveApp app, params string[] path)
    {
        var isMet = false;
        foreach (var (environment, tree) in item.Trees)
        {
            if (!app.Workload.Trees.TryGetValue(environment, out var workload))
                continue;
            var (selector, labels) = (tree.Mapping(path), app.PodLabels(workload));
            if (selector.Count == 0 || !selector.All(label => Equals(labels.GetValueOrDefault(label.Key), label.Value)))
                return false;
            isMet = true;
        }

        return isMet;
    }
}
