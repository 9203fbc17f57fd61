using System.Globalization;
using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Requests;
using NinjaBuild.ApiServer.Storage;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.ApiServer.Controllers;

/// <summary>What controllers read and write; they go past requests and faults, but not past admission.</summary>
sealed class ControllerWrites(Cluster cluster)
{
    const string Manager = "kube-controller-manager";

    public DateTimeOffset Now => cluster.Clock.GetUtcNow();

    public StoredObject? Get(string resource, string ns, string name) => cluster.Store.Get(new ObjectKey(resource, ns, name));

    public StoredObject? Get(ObjectKey key) => cluster.Store.Get(key);

    public List<StoredObject> List(string resource, string? ns = null) => cluster.Store.List(resource, ns);

    /// <summary>The objects that an owner controls, by name.</summary>
    public List<StoredObject> ControlledBy(StoredObject owner, string resource) =>
        cluster.Store.OwnedBy(owner.Tree.Uid()).FindAll(found => found.Key.GroupResource == resource && ControllerOf(found.Tree).Text("uid") == owner.Tree.Uid());

    /// <summary>The owner reference of an object's controller; null where it has none.</summary>
    public static Tree? ControllerOf(Tree tree) => tree.Items("metadata", "ownerReferences").OfType<Tree>().FirstOrDefault(owner => owner.IsTrue("controller"));

    /// <summary>Creates an object.</summary>
    /// <returns>Why it could not be; null where it could.</returns>
    public string? Create(Tree tree)
    {
        try
        {
            cluster.Writer.Create(ResourceOf(tree), tree, WriteOptions.Of(Manager, tree.ApiVersion()));
            return null;
        }
        catch (StatusFailure failure)
        {
            return failure.Message;
        }
    }

    /// <summary>An object that belongs to another.</summary>
    /// <param name="owner">Its owner.</param>
    /// <param name="apiVersion">Its API version.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="metadata">Its metadata but for the owner and the namespace.</param>
    public static Tree Child(StoredObject owner, string apiVersion, string kind, Tree metadata)
    {
        metadata["namespace"] = owner.Key.Namespace;
        metadata["ownerReferences"] = new TreeList
        {
            new Tree
            {
                ["apiVersion"] = owner.Tree.ApiVersion(),
                ["kind"] = owner.Tree.Kind(),
                ["name"] = owner.Key.Name,
                ["uid"] = owner.Tree.Uid(),
                ["controller"] = true,
                ["blockOwnerDeletion"] = true,
            },
        };
        return new Tree { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = metadata };
    }

    /// <summary>A pod of a template.</summary>
    public static Tree PodOf(StoredObject owner, object? template, Tree metadata, Tree? moreLabels = null)
    {
        var labels = new Tree(template.Mapping("metadata", "labels"), StringComparer.Ordinal);
        foreach (var (name, value) in moreLabels ?? []) labels[name] = value;
        metadata["labels"] = labels;
        if (template.Mapping("metadata", "annotations") is { Count: > 0 } annotations) metadata["annotations"] = TreeAccess.CopyMapping(annotations);
        var pod = Child(owner, "v1", "Pod", metadata);
        pod["spec"] = TreeAccess.CopyMapping(template.Mapping("spec"));
        return pod;
    }

    /// <summary>Changes an object.</summary>
    public void Change(ObjectKey key, Action<Tree> change, string subresource = "", string manager = Manager)
    {
        if (Get(key) is not { } live) return;
        var changed = live.Tree.Copied();
        change(changed);
        if (TreeEquality.AreEqual(changed, live.Tree)) return;
        try
        {
            cluster.Writer.Update(ResourceOf(live.Tree), live, changed, WriteOptions.Of(manager, live.Tree.ApiVersion(), subresource));
        }
        catch (StatusFailure failure)
        {
            throw new InvalidOperationException($"a controller of the test cluster was refused a change: {failure.Message}", failure);
        }
    }

    /// <summary>Changes the status of an object; zeros are left out, as Go leaves them out.</summary>
    public void Status(ObjectKey key, Action<Tree> change, string manager = Manager) =>
        Change(
            key,
            tree =>
            {
                change(tree.Own("status"));
                foreach (var name in tree.Own("status").Where(field => field.Value is 0L && !IsWritten(key.GroupResource, field.Key)).Select(field => field.Key).ToArray())
                    tree.Own("status").Remove(name);
            },
            "status",
            manager);

    /// <summary>Puts an object in place of another without any check.</summary>
    public void Overwrite(ObjectKey key, Tree tree) => cluster.Store.Put(key, tree);

    public void Delete(StoredObject found)
    {
        if (cluster.ResourceOf(found.Key) is { } resource && Get(found.Key) is { } live && !live.Tree.IsDeleting())
            cluster.Deletion.Delete(resource, live, Deletion.DeleteOptions.Background);
    }

    /// <summary>Writes an event, once for each object, reason and message.</summary>
    /// <param name="about">The object.</param>
    /// <param name="type"><c>Normal</c> or <c>Warning</c>.</param>
    /// <param name="reason">The reason, in a word.</param>
    /// <param name="message">The message.</param>
    /// <param name="component">Who says so.</param>
    /// <param name="container">The container that it is about (pkg/kubelet/container/ref.go); null where it is about the whole object.</param>
    public void Event(StoredObject about, string type, string reason, string message, string component, string? container = null)
    {
        var name = $"{about.Key.Name}.{Hash($"{about.Tree.Uid()}/{reason}/{message}")}";
        var ns = about.Key.Namespace.Length > 0 ? about.Key.Namespace : "default";
        if (Get("events", ns, name) is not null) return;
        var time = ObjectFields.Time(Now);
        var involved = new Tree
        {
            ["apiVersion"] = about.Tree.ApiVersion(),
            ["kind"] = about.Tree.Kind(),
            ["name"] = about.Key.Name,
            ["namespace"] = ns,
            ["uid"] = about.Tree.Uid(),
            ["resourceVersion"] = about.Tree.Text("metadata", "resourceVersion"),
        };
        if (container is not null) involved["fieldPath"] = $"spec.containers{{{container}}}";
        Create(new Tree
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new Tree { ["name"] = name, ["namespace"] = ns },
            ["involvedObject"] = involved,
            ["type"] = type,
            ["reason"] = reason,
            ["message"] = message,
            ["count"] = 1L,
            ["firstTimestamp"] = time,
            ["lastTimestamp"] = time,
            ["source"] = new Tree { ["component"] = component },
            ["reportingComponent"] = component,
            ["reportingInstance"] = "",
        });
    }

    /// <summary>A short hash of a text (FNV-1a), in the letters of generated names.</summary>
    public static string Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text) hash = (hash ^ c) * 1099511628211;
        const string Letters = "bcdfghjklmnpqrstvwxz2456789";
        Span<char> result = stackalloc char[10];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Letters[(int)(hash % (ulong)Letters.Length)];
            hash /= (ulong)Letters.Length;
        }

        return result.ToString();
    }

    /// <summary>A share of a number as a strategy has it: <c>2</c>, <c>25%</c>.</summary>
    public static int Share(object? value, int of, bool isRoundedUp)
    {
        if (value is long number) return (int)number;
        if (value is not string text || !int.TryParse(text.TrimEnd('%'), CultureInfo.InvariantCulture, out int percent)) return 0;
        return isRoundedUp ? ((of * percent) + 99) / 100 : of * percent / 100;
    }

    ApiResource ResourceOf(Tree tree) => cluster.Catalog.Find(new TypeName(tree.ApiVersion(), tree.Kind()))!;

    static bool IsWritten(string resource, string field) => (resource, field) switch
    {
        (_, "replicas") => resource is "replicasets.apps" or "statefulsets.apps",
        ("statefulsets.apps", "availableReplicas" or "collisionCount") => true,
        ("daemonsets.apps", "currentNumberScheduled" or "desiredNumberScheduled" or "numberMisscheduled" or "numberReady") => true,
        ("poddisruptionbudgets.policy", _) => field != "observedGeneration",
        ("horizontalpodautoscalers.autoscaling", "currentReplicas" or "desiredReplicas") => true,
        ("jobs.batch", "ready" or "terminating") => true,
        _ => false,
    };
}
