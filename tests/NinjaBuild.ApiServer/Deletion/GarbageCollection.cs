using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Deletion;

/// <summary>Deletes what belonged to deleted objects, or sets it free, as their deletion asked.</summary>
sealed class GarbageCollection(ObjectStore store, ObjectDeletion deletion, Func<ObjectKey, Discovery.ApiResource?> resourceOf)
{
    public void React(Change change)
    {
        if (change.After is null && change.Before is { } gone)
        {
            foreach (var dependent in store.OwnedBy(gone.Tree.Uid())) Release(dependent, gone.Tree.Uid(), isOrphaned: false);
            foreach (var owner in WaitingOwnersOf(gone.Tree)) Finish(owner);
        }

        if (change.After is { } marked && marked.Tree.IsDeleting()) Finish(marked);
    }

    // An object that waits for its dependents, or for their release.
    void Finish(StoredObject owner)
    {
        if (store.Get(owner.Key) is not { } live || !live.Tree.IsDeleting()) return;
        var finalizers = live.Tree.Finalizers();
        var uid = live.Tree.Uid();
        if (finalizers.Contains(ObjectDeletion.OrphanFinalizer))
        {
            foreach (var dependent in store.OwnedBy(uid)) Release(dependent, uid, isOrphaned: true);
            RemoveFinalizer(live.Key, ObjectDeletion.OrphanFinalizer);
        }
        else if (finalizers.Contains(ObjectDeletion.ForegroundFinalizer))
        {
            foreach (var dependent in store.OwnedBy(uid)) Delete(dependent, DeleteOptions.Background with { Propagation = "Foreground" });
            if (store.OwnedBy(uid).Count == 0) RemoveFinalizer(live.Key, ObjectDeletion.ForegroundFinalizer);
        }
    }

    void Release(StoredObject dependent, string uid, bool isOrphaned)
    {
        var owners = dependent.Tree.Items("metadata", "ownerReferences");
        bool hasOther = owners.Any(owner => owner.Text("uid") != uid);
        if (!isOrphaned && !hasOther)
        {
            Delete(dependent, DeleteOptions.Background);
            return;
        }

        var freed = dependent.Tree.Copied();
        var metadata = freed.Own("metadata");
        var rest = metadata.OwnList("ownerReferences");
        rest.RemoveAll(owner => owner.Text("uid") == uid);
        if (rest.Count == 0) metadata.Remove("ownerReferences");
        store.Put(dependent.Key, freed);
    }

    void Delete(StoredObject dependent, DeleteOptions options)
    {
        if (resourceOf(dependent.Key) is { } resource && store.Get(dependent.Key) is { } live && !live.Tree.IsDeleting())
            deletion.Delete(resource, live, options);
    }

    void RemoveFinalizer(ObjectKey key, string finalizer)
    {
        if (store.Get(key) is not { } live) return;
        var updated = live.Tree.Copied();
        var metadata = updated.Own("metadata");
        var rest = metadata.OwnList("finalizers");
        rest.Remove(finalizer);
        if (rest.Count == 0) metadata.Remove("finalizers");
        store.Put(key, updated);
        if (rest.Count == 0) store.Remove(key);
    }

    List<StoredObject> WaitingOwnersOf(Tree gone)
    {
        var uids = gone.Items("metadata", "ownerReferences").Where(owner => owner.IsTrue("blockOwnerDeletion")).Select(owner => owner.Text("uid")).ToHashSet();
        return uids.Count == 0 ? [] : store.Where(found => found.Tree.IsDeleting() && uids.Contains(found.Tree.Uid()));
    }
}
