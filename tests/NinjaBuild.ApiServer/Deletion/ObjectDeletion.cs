using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Requests;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Deletion;

/// <summary>Deletes objects: at once, or once their finalizers are gone.</summary>
sealed class ObjectDeletion(ObjectStore store, TimeProvider clock)
{
    public const string ForegroundFinalizer = "foregroundDeletion";
    public const string OrphanFinalizer = "orphan";

    /// <summary>Deletes an object.</summary>
    /// <returns>The object as it is now where it stays for a while; null where it is gone.</returns>
    /// <exception cref="StatusFailure">It is another one than the options ask for.</exception>
    public Tree? Delete(ApiResource resource, StoredObject live, DeleteOptions options)
    {
        lock (store.Gate)
        {
            CheckPreconditions(resource, live, options);
            var finalizers = live.Tree.Finalizers().OfType<string>().ToList();
            if (options.Propagation == "Foreground" && !finalizers.Contains(ForegroundFinalizer)) finalizers.Add(ForegroundFinalizer);
            if (options.Propagation == "Orphan" && !finalizers.Contains(OrphanFinalizer)) finalizers.Add(OrphanFinalizer);
            bool isNamespace = resource.GroupResource == "namespaces";
            if (finalizers.Count == 0 && !isNamespace)
            {
                if (!options.IsDryRun) store.Remove(live.Key);
                return null;
            }

            if (live.Tree.IsDeleting()) return live.Tree;
            var marked = Marked(live.Tree, finalizers, isNamespace);
            return options.IsDryRun ? marked : store.Put(live.Key, marked).Tree;
        }
    }

    Tree Marked(Tree live, List<string> finalizers, bool isNamespace)
    {
        var result = live.Copied();
        var metadata = result.Own("metadata");
        metadata["deletionTimestamp"] = ObjectFields.Time(clock.GetUtcNow());
        metadata["deletionGracePeriodSeconds"] = 0L;
        metadata.Put("finalizers", finalizers.Count > 0 ? new TreeList(finalizers) : null);
        if (metadata.Number("generation") is { } generation) metadata["generation"] = generation + 1;
        if (isNamespace) result.Own("status")["phase"] = "Terminating";
        return result;
    }

    static void CheckPreconditions(ApiResource resource, StoredObject live, DeleteOptions options)
    {
        if (options.Uid is { } uid && uid != live.Tree.Uid())
        {
            throw StatusFailure.Conflict(
                resource, live.Key.Name,
                $"the UID in the precondition ({uid}) does not match the UID in record ({live.Tree.Uid()}). The object might have been deleted and then recreated");
        }

        if (options.ResourceVersion is { } version && version != live.Tree.Text("metadata", "resourceVersion"))
        {
            throw StatusFailure.Conflict(
                resource, live.Key.Name,
                $"the ResourceVersion in the precondition ({version}) does not match the ResourceVersion in record ({live.Tree.Text("metadata", "resourceVersion")}). The object might have been modified");
        }
    }
}
