using NinjaBuild.ApiServer.Storage;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.ApiServer.Controllers;

/// <summary>
/// The controllers, the scheduler and the kubelet of a cluster with one node. They act at once: when a request is answered, all that follows
/// from it has happened, unless it is held or waits for the clock. What becomes of a pod follows from its images.
/// </summary>
public sealed class ClusterSimulation : IDisposable
{
    /// <summary>The name of the only node.</summary>
    public const string Node = "node-1";

    readonly Cluster _cluster;
    readonly Dictionary<string, PodBehavior> _byImage = new(StringComparer.Ordinal);
    readonly Deadlines _deadlines;
    readonly Dictionary<string, Action<ObjectKey>> _controllers;
    bool _isHeld;

    internal ClusterSimulation(Cluster cluster)
    {
        _cluster = cluster;
        _deadlines = new Deadlines(cluster.Clock, Run);
        var writes = new ControllerWrites(cluster);
        var network = new NetworkController(writes, this);
        var scaling = new ScalingController(writes);
        _controllers = new Dictionary<string, Action<ObjectKey>>(StringComparer.Ordinal)
        {
            ["namespaces"] = new NamespaceController(writes).Reconcile,
            ["persistentvolumeclaims"] = new ClaimController(writes, this).Reconcile,
            ["pods"] = new PodController(writes, this).Reconcile,
            ["replicasets.apps"] = new ReplicaSetController(writes).Reconcile,
            ["deployments.apps"] = new DeploymentController(writes, _deadlines).Reconcile,
            ["statefulsets.apps"] = new StatefulSetController(writes).Reconcile,
            ["daemonsets.apps"] = new DaemonSetController(writes).Reconcile,
            ["jobs.batch"] = new JobController(writes, _deadlines).Reconcile,
            ["services"] = network.Service,
            ["ingresses.networking.k8s.io"] = network.Ingress,
            ["poddisruptionbudgets.policy"] = scaling.Budget,
            ["horizontalpodautoscalers.autoscaling"] = scaling.Autoscaler,
        };
        cluster.Reactions.Add(React);
        writes.Create(new Tree { ["apiVersion"] = "v1", ["kind"] = "Node", ["metadata"] = new Tree { ["name"] = Node } });
    }

    /// <summary>What becomes of images that nothing was said about.</summary>
    public PodBehavior Default { get; set; } = PodBehavior.Ready;

    /// <summary>Whether Services and Ingresses get no address.</summary>
    public bool HoldLoadBalancers { get; set; }

    /// <summary>Whether claims stay unbound.</summary>
    public bool HoldClaims { get; set; }

    /// <summary>Says what becomes of the containers of an image, those that are there included.</summary>
    public void SetImage(string image, PodBehavior behavior)
    {
        lock (_cluster.Store.Gate) _byImage[image] = behavior;
        Run();
    }

    /// <summary>Stops all controllers.</summary>
    public void Hold() => _isHeld = true;

    /// <summary>Lets the controllers go on, and catch up.</summary>
    public void Release()
    {
        _isHeld = false;
        Run();
    }

    /// <summary>Lets the controllers look at everything again, as after the clock was moved.</summary>
    public void Run() => _cluster.Change(() =>
    {
        if (_isHeld) return false;
        foreach (var (resource, reconcile) in _controllers)
        {
            foreach (var found in _cluster.Store.List(resource)) reconcile(found.Key);
        }

        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => _deadlines.Dispose();

    internal PodBehavior BehaviorOf(Tree pod, Tree container)
    {
        var image = container.Text("image") ?? "";
        if (_byImage.TryGetValue(image, out var behavior)) return behavior;
        var chosen = pod.Text("metadata", "annotations", PodBehavior.Annotation);
        return Enum.TryParse<PodOutcome>(chosen, ignoreCase: true, out var outcome)
            ? new PodBehavior(outcome) { Log = pod.Text("metadata", "annotations", PodBehavior.LogAnnotation)?.Split('\n') ?? [] }
            : Default;
    }

    void React(Change change)
    {
        if (_isHeld) return;
        if (change.After is not null && _controllers.TryGetValue(change.Key.GroupResource, out var reconcile)) reconcile(change.Key);
        var changed = (change.After ?? change.Before)!.Tree;
        if (ControllerWrites.ControllerOf(changed) is { } owner) Reconcile(owner, change.Key.Namespace);
        if (change.Key.GroupResource == "pods") ReconcileAll("poddisruptionbudgets.policy", change.Key.Namespace);
        if (change.Key.GroupResource is "deployments.apps" or "statefulsets.apps") ReconcileAll("horizontalpodautoscalers.autoscaling", change.Key.Namespace);
    }

    void ReconcileAll(string resource, string ns)
    {
        foreach (var found in _cluster.Store.List(resource, ns)) _controllers[resource](found.Key);
    }

    void Reconcile(Tree owner, string ns)
    {
        var resource = _cluster.Catalog.Find(new TypeName(owner.Text("apiVersion") ?? "", owner.Text("kind") ?? ""));
        if (resource is not null && _controllers.TryGetValue(resource.GroupResource, out var reconcile))
            reconcile(new ObjectKey(resource.GroupResource, ns, owner.Text("name") ?? ""));
    }
}
