using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Deletion;

/// <summary>Deletes what is in a namespace that is being deleted, and then the namespace.</summary>
sealed class NamespaceEmptying(ObjectStore store, ObjectDeletion deletion, Func<ObjectKey, ApiResource?> resourceOf)
{
    /// <summary>Whether namespaces stay as they are while they are being deleted.</summary>
    public bool IsHeld { get; set; }

    public void React(Change change)
    {
        if (change.After is { } after && change.Key.GroupResource == "namespaces" && after.Tree.IsDeleting()) Empty(change.Key.Name);
        else if (change.After is null && change.Key.Namespace.Length > 0) Empty(change.Key.Namespace);
    }

    /// <summary>Goes on with a namespace, if it is being deleted.</summary>
    public void Empty(string name)
    {
        if (IsHeld || store.Get(new ObjectKey("namespaces", "", name)) is not { } ns || !ns.Tree.IsDeleting()) return;
        foreach (var found in store.Where(found => found.Key.Namespace == name))
        {
            if (!found.Tree.IsDeleting() && resourceOf(found.Key) is { } resource) deletion.Delete(resource, found, DeleteOptions.Background);
        }

        if (ns.Tree.Finalizers().Count == 0 && store.Where(found => found.Key.Namespace == name).Count == 0) store.Remove(ns.Key);
    }
}
