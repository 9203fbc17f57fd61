using NinjaBuild.Compare.Import.Reading;
using NinjaBuild.Compare.Import.Secrets;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Workspace.Declarations;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>A workload of a live chart, with the objects that belong to it alone.</summary>
/// <param name="workload">Its Deployment, Job or CronJob.</param>
sealed class LiveApp(LiveObject workload)
{
    /// <summary>Its Deployment, Job or CronJob.</summary>
    public LiveObject Workload => workload;

    /// <summary>The app's name in the workspace.</summary>
    public string Name { get; set; } = "";

    /// <summary>The Service in front of its pods.</summary>
    public LiveObject? Service { get; set; }

    /// <summary>Its disruption budget.</summary>
    public LiveObject? Budget { get; set; }

    /// <summary>The account that its pods run as, where the chart makes it.</summary>
    public LiveObject? Account { get; set; }

    /// <summary>The ConfigMap that is its configuration.</summary>
    public LiveObject? Config { get; set; }

    /// <summary>The Ingress that is the app's own (mode per-app) or that it shares (mode single).</summary>
    public LiveObject? Ingress { get; set; }

    /// <summary>Its routes, by environment.</summary>
    public Dictionary<string, IngressRoute> Routes { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it runs to an end.</summary>
    public bool IsJob => Workload.Kind is "Job" or "CronJob";

    /// <summary>Whether it is a Job of the release itself, whose composed name ends in a hash.</summary>
    public bool IsHashedJob => Workload.Kind == "Job" && !Workload.Annotations.ContainsKey(HelmHook.Annotation);

    /// <summary>Its type.</summary>
    public AppType Type => IsJob ? AppType.Job : Service is null ? AppType.Worker : Ingress is null ? AppType.InternalApi : AppType.ExternalApi;

    /// <summary>What speaks for the type.</summary>
    public string Why => string.Join(" + ", new[] { Workload.Kind, Service?.Kind, Ingress is null ? null : "Ingress path" }.OfType<string>());

    /// <summary>How surely it is of that type: what a Service is for can only be guessed where nothing routes to it.</summary>
    public Certainty Certainty => Type == AppType.InternalApi ? Certainty.Likely : Type == AppType.Worker && HasPorts ? Certainty.Likely : Certainty.Certain;

    /// <summary>All objects that it makes up.</summary>
    public IEnumerable<LiveObject> Objects => new[] { Workload, Service, Budget, Account, Config }.OfType<LiveObject>();

    bool HasPorts => Container(Workload.Any) is { } container && container.Items("ports").Count > 0;

    /// <summary>The pod template in a workload.</summary>
    public Map? Template(Map workload) => (Workload.Kind == "CronJob" ? workload.At("spec", "jobTemplate", "spec", "template") : workload.At("spec", "template")) as Map;

    /// <summary>The pod spec in a workload.</summary>
    public Map? Pod(Map workload) => SecretRemoval.PodSpec(workload, Workload.Kind);

    /// <summary>The app's own container in a workload: the first, as `kubectl logs` takes it.</summary>
    public Map? Container(Map workload) => Pod(workload)?.Items("containers").OfType<Map>().FirstOrDefault();

    /// <summary>The labels of the pods in a workload.</summary>
    public IReadOnlyDictionary<string, object?> PodLabels(Map workload) => Template(workload).Mapping("metadata", "labels");
}

/// <summary>How an app is reached through an Ingress in one environment.</summary>
/// <param name="Hosts">The hosts; none where every host leads to it.</param>
/// <param name="Paths">The paths, the same of every host.</param>
/// <param name="PathType">How the paths are matched.</param>
/// <param name="Port">The port of the Service: its name, or its number as text.</param>
sealed record IngressRoute(IReadOnlyList<string> Hosts, IReadOnlyList<string> Paths, string PathType, string Port);
