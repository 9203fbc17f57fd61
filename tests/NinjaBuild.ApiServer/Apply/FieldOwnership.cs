using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Requests;

namespace NinjaBuild.ApiServer.Apply;

/// <summary>
/// Keeps track of who owns which fields, and applies: the algorithm of structured-merge-diff's <c>merge.Updater</c>, with what the server
/// leaves out of it.
/// </summary>
sealed class FieldOwnership(ResourceCatalog catalog, TimeProvider clock)
{
    static readonly string[] ServerFields =
        ["name", "namespace", "creationTimestamp", "selfLink", "uid", "generation", "managedFields", "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds"];

    /// <summary>The object after an apply: the merged fields, less those that the manager applied before and no longer does.</summary>
    /// <param name="resource">Its resource.</param>
    /// <param name="live">The object as it is, or little more than its name.</param>
    /// <param name="applied">What is applied.</param>
    /// <param name="manager">By whom.</param>
    /// <param name="isForced">Whether fields of others are taken over.</param>
    /// <exception cref="StatusFailure">Others own fields that would change.</exception>
    public Tree Apply(ApiResource resource, Tree live, Tree applied, FieldManager manager, bool isForced)
    {
        var type = NodeType.Root(catalog.Schema, resource.Definition);
        var managers = ManagedFields.Read(live.At("metadata", "managedFields"));
        var known = managers.Copy();
        var before = Bare(live);
        var wanted = Bare(applied);
        TypedCheck.Check(resource, applied, wanted, type);

        var lastSet = managers[manager];
        var set = Counted(FieldPaths.Of(wanted, type), resource, manager.Subresource);
        managers.Set(manager, set);
        var merged = (Tree)ObjectMerge.Merge(before, wanted, type)!;
        var after = Prune(merged, managers, lastSet, type);
        Disown(FieldComparison.Of(before, after, type).Restrict(paths => Counted(paths, resource, manager.Subresource)), managers, manager, isForced);

        DropNulls(after);
        if (TreeEquality.AreEqual(before, after) && managers.HasSameSets(known)) return live;
        managers.Set(manager, set, ObjectFields.Time(clock.GetUtcNow()));
        return Dressed(after, live, applied, managers);
    }

    /// <summary>The object after another write, with its fields booked to who wrote them.</summary>
    public Tree Update(ApiResource resource, Tree live, Tree updated, FieldManager manager)
    {
        var type = NodeType.Root(catalog.Schema, resource.Definition);
        var given = updated.At("metadata", "managedFields") as TreeList;
        var managers = ManagedFields.Read(given is { Count: > 0 } ? given : live.At("metadata", "managedFields"));
        var comparison = FieldComparison.Of(Bare(live), Bare(updated), type).Restrict(paths => Counted(paths, resource, manager.Subresource));
        if (!comparison.IsSame)
        {
            Disown(comparison, managers, manager, isForced: true);
            var set = managers[manager].Difference(comparison.Removed).Union(comparison.Modified).Union(comparison.Added);
            managers.Set(manager, set, ObjectFields.Time(clock.GetUtcNow()));
        }

        var result = new Tree(updated, StringComparer.Ordinal);
        var metadata = new Tree(updated.Mapping("metadata"), StringComparer.Ordinal);
        metadata.Put("managedFields", managers.ToList() is { Count: > 0 } list ? list : null);
        result["metadata"] = metadata;
        return result;
    }

    static Tree Prune(Tree merged, ManagedFields managers, FieldSet lastSet, NodeType type)
    {
        if (lastSet.IsEmpty) return merged;
        var pruned = ObjectMerge.Remove(merged, lastSet, type) as Tree ?? [];

        // What anybody owns stays, and so do the fields around it.
        var owned = managers.Managers.Aggregate(new FieldSet(), (all, manager) => all.Union(managers[manager])).WithNamedParents(type);
        var mergedSet = FieldPaths.Of(merged, type).WithNamedParents(type);
        var prunedSet = FieldPaths.Of(pruned, type).WithNamedParents(type);
        pruned = ObjectMerge.Remove(merged, mergedSet.Difference(prunedSet.Union(owned)), type) as Tree ?? [];

        // What nobody owns goes only where this manager owned it before.
        prunedSet = FieldPaths.Of(pruned, type).WithNamedParents(type);
        var gone = mergedSet.Difference(prunedSet).Intersection(lastSet.WithNamedParents(type));
        return ObjectMerge.Remove(merged, gone, type) as Tree ?? [];
    }

    static void Disown(FieldComparison comparison, ManagedFields managers, FieldManager manager, bool isForced)
    {
        var changed = comparison.Modified.Union(comparison.Added);
        var others = managers.Managers.Where(other => !other.IsSame(manager)).ToList();
        var conflicts = others.Select(other => (Manager: other, Paths: managers[other].Intersection(changed))).Where(conflict => !conflict.Paths.IsEmpty).ToList();
        if (!isForced && conflicts.Count > 0) throw FieldConflicts.Failure(conflicts);
        foreach (var (other, paths) in conflicts) managers.Set(other, managers[other].Difference(paths));
        foreach (var other in others) managers.Set(other, managers[other].Difference(comparison.Removed));
    }

    // The status is no part of the object for those who write the object, nor the rest for those who write the status
    // (GetResetFields of the strategies).
    static FieldSet Counted(FieldSet paths, ApiResource resource, string subresource) =>
        !resource.HasStatus ? paths : subresource == "status" ? paths.Only("status") : paths.Without("status");

    static Tree Bare(Tree tree)
    {
        var result = tree.Copied();
        result.Remove("apiVersion");
        result.Remove("kind");
        if (result.GetValueOrDefault("metadata") is not Tree metadata) return result;
        foreach (var field in ServerFields) metadata.Remove(field);
        if (metadata.Count == 0) result.Remove("metadata");
        return result;
    }

    static Tree Dressed(Tree after, Tree live, Tree applied, ManagedFields managers)
    {
        var result = new Tree(StringComparer.Ordinal) { ["apiVersion"] = applied.ApiVersion(), ["kind"] = applied.Kind(), ["metadata"] = new Tree() };
        foreach (var (name, value) in after) result[name] = TreeAccess.Copy(value);
        var metadata = result.Own("metadata");
        foreach (var field in ServerFields)
        {
            if (live.At("metadata", field) is { } value) metadata[field] = TreeAccess.Copy(value);
        }

        metadata["managedFields"] = managers.ToList();
        return result;
    }

    static void DropNulls(object? value)
    {
        if (value is TreeList list)
        {
            foreach (var item in list) DropNulls(item);
        }

        if (value is not Tree mapping) return;
        foreach (var name in mapping.Keys.ToArray())
        {
            if (mapping[name] is null) mapping.Remove(name);
            else DropNulls(mapping[name]);
        }
    }
}
