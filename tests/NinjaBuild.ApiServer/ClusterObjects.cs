using NinjaBuild.ApiServer.Apply;
using NinjaBuild.ApiServer.Deletion;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Requests;
using NinjaBuild.ApiServer.Storage;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Yaml;

namespace NinjaBuild.ApiServer;

/// <summary>The objects of a cluster as tests look at them and lay them down: directly, without requests and faults.</summary>
public sealed class ClusterObjects
{
    readonly Cluster _cluster;

    internal ClusterObjects(Cluster cluster) => _cluster = cluster;

    /// <summary>The revision of the last change.</summary>
    public long Revision => _cluster.Store.Revision;

    /// <summary>Whether new CustomResourceDefinitions wait for <see cref="Establish"/> before their kinds are served.</summary>
    public bool HoldDefinitions
    {
        get => _cluster.Definitions.IsHeld;
        set => _cluster.Definitions.IsHeld = value;
    }

    /// <summary>Whether namespaces that are being deleted stay so.</summary>
    public bool HoldNamespaces
    {
        get => _cluster.Namespaces.IsHeld;
        set => _cluster.Namespaces.IsHeld = value;
    }

    /// <summary>An object as plain values (long, double, bool, string, lists, mappings), not to be changed; null where there is none.</summary>
    /// <param name="resource"><c>deployments.apps</c>, <c>configmaps</c>.</param>
    /// <param name="ns">The namespace; empty for objects of the cluster.</param>
    /// <param name="name">The name.</param>
    public IReadOnlyDictionary<string, object?>? Find(string resource, string ns, string name) => _cluster.Store.Get(new ObjectKey(resource, ns, name))?.Tree;

    /// <summary>The objects of a resource, by namespace and name.</summary>
    /// <param name="resource"><c>deployments.apps</c>.</param>
    /// <param name="ns">The namespace; null for all.</param>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> List(string resource, string? ns = null) =>
        [.. _cluster.Store.List(resource, ns).Select(found => found.Tree)];

    /// <summary>All objects of a namespace as <c>resource/name</c>, in order.</summary>
    public IReadOnlyList<string> NamesIn(string ns) =>
        [.. _cluster.Store.Where(found => found.Key.Namespace == ns).Select(found => $"{found.Key.GroupResource}/{found.Key.Name}")];

    /// <summary>Creates what a YAML text has, or applies it by force where it is there already.</summary>
    /// <param name="yaml">One object or more.</param>
    /// <param name="manager">In whose name.</param>
    /// <exception cref="InvalidOperationException">It is refused.</exception>
    public void Apply(string yaml, string manager = "test")
    {
        var read = YamlReader.Read(yaml, "test.yaml");
        if (read.Errors.Count > 0) throw new InvalidOperationException(read.Errors[0].ToString());
        foreach (var tree in read.Documents.Select(YamlValues.ToObject).OfType<Tree>()) Do(() => Apply(tree, manager));
    }

    /// <summary>Changes an object as another client would with a PUT.</summary>
    /// <param name="resource">Its resource.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="change">Changes it.</param>
    /// <param name="manager">In whose name.</param>
    /// <param name="subresource"><c>status</c>, or nothing.</param>
    /// <exception cref="InvalidOperationException">It is not there, or the change is refused.</exception>
    public void Change(
        string resource, string ns, string name, Action<Dictionary<string, object?>> change, string manager = "kubectl-edit", string subresource = "")
    {
        Do(() =>
        {
            var live = _cluster.Store.Get(new ObjectKey(resource, ns, name)) ?? throw new InvalidOperationException($"{resource}/{name} is not there");
            var served = _cluster.ResourceOf(live.Key)!;
            var changed = live.Tree.Copied();
            change(changed);
            _cluster.Writer.Update(served, live, changed, WriteOptions.Of(manager, served.Type.ApiVersion, subresource));
        });
    }

    /// <summary>Deletes an object, as <c>kubectl delete</c> would.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Delete(string resource, string ns, string name)
    {
        return _cluster.Change(() =>
        {
            var key = new ObjectKey(resource, ns, name);
            if (_cluster.Store.Get(key) is not { } live || _cluster.ResourceOf(key) is not { } served) return false;
            _cluster.Deletion.Delete(served, live, DeleteOptions.Background);
            return true;
        });
    }

    /// <summary>Serves the kinds of a CustomResourceDefinition.</summary>
    /// <param name="definition">Its name.</param>
    public void Establish(string definition) => Do(() => _cluster.Definitions.Establish(definition));

    /// <summary>Lets namespaces that are being deleted go, after <see cref="HoldNamespaces"/>.</summary>
    public void ReleaseNamespaces()
    {
        HoldNamespaces = false;
        Do(() =>
        {
            foreach (var ns in _cluster.Store.List("namespaces")) _cluster.Namespaces.Empty(ns.Key.Name);
        });
    }

    void Apply(Tree tree, string manager)
    {
        var served = _cluster.Catalog.Find(new TypeName(tree.ApiVersion(), tree.Kind())) ?? throw new InvalidOperationException($"{tree.ApiVersion()} {tree.Kind()} is not served");
        if (served.IsNamespaced && tree.Namespace().Length == 0) tree.Own("metadata")["namespace"] = "default";
        var options = new WriteOptions(new FieldManager(manager, IsApply: true, served.Type.ApiVersion, ""), IsDryRun: false);
        if (_cluster.Store.Get(ObjectWriter.KeyOf(served, tree)) is { } live) _cluster.Writer.Update(served, live, tree, options, isForced: true);
        else _cluster.Writer.Create(served, tree, options);
    }

    void Do(Action action)
    {
        try
        {
            _cluster.Change(() =>
            {
                action();
                return true;
            });
        }
        catch (StatusFailure failure)
        {
            throw new InvalidOperationException(failure.Message, failure);
        }
    }
}
