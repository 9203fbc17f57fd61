using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Controllers;

/// <summary>Lays into each namespace what every real one has.</summary>
sealed class NamespaceController(ControllerWrites writes)
{
    public void Reconcile(ObjectKey key)
    {
        if (writes.Get(key) is not { } ns || ns.Tree.IsDeleting()) return;
        Lay("ServiceAccount", "serviceaccounts", key.Name, "default", []);
        Lay("ConfigMap", "configmaps", key.Name, "kube-root-ca.crt", new Tree { ["data"] = new Tree { ["ca.crt"] = "none\n" } });
    }

    void Lay(string kind, string resource, string ns, string name, Tree rest)
    {
        if (writes.Get(resource, ns, name) is not null) return;
        var tree = new Tree { ["apiVersion"] = "v1", ["kind"] = kind, ["metadata"] = new Tree { ["name"] = name, ["namespace"] = ns } };
        foreach (var (field, value) in rest) tree[field] = value;
        writes.Create(tree);
    }
}
