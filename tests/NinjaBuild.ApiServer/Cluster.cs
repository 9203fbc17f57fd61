using NinjaBuild.ApiServer.Apply;
using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.ApiServer.Deletion;
using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Storage;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.ApiServer;

/// <summary>What is behind a server and outlives its restarts: the objects, what is served, and what happens by itself.</summary>
sealed class Cluster : IDisposable
{
    ClusterSimulation? _simulation;

    public Cluster(KubernetesSchema schema, TimeProvider clock)
    {
        Clock = clock;
        Catalog = new ResourceCatalog(schema);
        Writer = new ObjectWriter(Store, Catalog, new FieldOwnership(Catalog, clock), clock);
        Deletion = new ObjectDeletion(Store, clock);
        Reactions = new Reactions(Store);
        Definitions = new CustomDefinitions(Store, Catalog, clock);
        Namespaces = new NamespaceEmptying(Store, Deletion, ResourceOf);
        Reactions.Add(Definitions.React);
        Reactions.Add(new GarbageCollection(Store, Deletion, ResourceOf).React);
        Reactions.Add(Namespaces.React);
        foreach (var name in (ReadOnlySpan<string>)["default", "kube-node-lease", "kube-public", "kube-system"])
        {
            var ns = new Tree { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new Tree { ["name"] = name } };
            Writer.Create(Catalog.Find(new TypeName("v1", "Namespace"))!, ns, WriteOptions.Of("kube-apiserver", "v1"));
        }
    }

    public TimeProvider Clock { get; }

    public ObjectStore Store { get; } = new();

    public ResourceCatalog Catalog { get; }

    public ObjectWriter Writer { get; }

    public ObjectDeletion Deletion { get; }

    public Reactions Reactions { get; }

    public CustomDefinitions Definitions { get; }

    public NamespaceEmptying Namespaces { get; }

    /// <summary>The controllers, which start with the first look at this.</summary>
    public ClusterSimulation Simulation
    {
        get
        {
            lock (Store.Gate)
            {
                if (_simulation is not null) return _simulation;
                _simulation = new ClusterSimulation(this);
                _simulation.Run();
                return _simulation;
            }
        }
    }

    /// <summary>What becomes of a container; null where there are no controllers.</summary>
    public PodBehavior? BehaviorOf(Tree pod, Tree container) => _simulation?.BehaviorOf(pod, container);

    /// <inheritdoc/>
    public void Dispose() => _simulation?.Dispose();

    /// <summary>The resource of a kept object; null where it is no longer served.</summary>
    public ApiResource? ResourceOf(ObjectKey key) =>
        Store.Get(key) is { } found ? Catalog.Find(new TypeName(found.Tree.ApiVersion(), found.Tree.Kind())) : null;

    /// <summary>Does something that changes objects, and then all that follows from it.</summary>
    public T Change<T>(Func<T> change)
    {
        lock (Store.Gate)
        {
            try
            {
                return change();
            }
            finally
            {
                Reactions.Run();
            }
        }
    }
}
