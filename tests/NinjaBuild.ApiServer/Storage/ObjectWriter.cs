using System.Globalization;
using NinjaBuild.ApiServer.Admission;
using NinjaBuild.ApiServer.Apply;
using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Requests;

namespace NinjaBuild.ApiServer.Storage;

/// <summary>Creates and updates objects as the registry of a server does: what it fills in, what it keeps, what it checks, who owns what.</summary>
sealed class ObjectWriter(ObjectStore store, ResourceCatalog catalog, FieldOwnership ownership, TimeProvider clock)
{
    readonly ServerFill _fill = new(catalog.Schema);
    readonly ObjectAdmission _admission = new(catalog, store);
    int _names;
    int _uids;

    /// <summary>Creates an object.</summary>
    /// <returns>The object as it is kept, or would be.</returns>
    /// <exception cref="StatusFailure">It is refused.</exception>
    public Tree Create(ApiResource resource, Tree tree, WriteOptions options)
    {
        lock (store.Gate)
        {
            var created = Prepared(resource, tree);
            var key = KeyOf(resource, created);
            if (store.Get(key) is not null) throw StatusFailure.AlreadyExists(resource, created.Name());
            if (options.Manager.IsApply)
            {
                created = ownership.Apply(resource, Named(created), created, options.Manager, isForced: true);
                created = Filled(resource, created, live: null);
            }
            else
            {
                created = Filled(resource, created, live: null);
                created = ownership.Update(resource, Skeleton(created), created, options.Manager);
            }

            _admission.CheckNew(resource, created);
            if (!options.IsDryRun) return store.Put(key, created).Tree;
            return created;
        }
    }

    /// <summary>Changes an object to another, or applies to it.</summary>
    /// <param name="resource">Its resource.</param>
    /// <param name="live">The object as it is.</param>
    /// <param name="wanted">The object that shall be; with <see cref="FieldManager.IsApply"/>, what is applied.</param>
    /// <param name="options">How.</param>
    /// <param name="isForced">Whether an apply takes over fields of others.</param>
    /// <exception cref="StatusFailure">It is refused.</exception>
    public Tree Update(ApiResource resource, StoredObject live, Tree wanted, WriteOptions options, bool isForced = false)
    {
        lock (store.Gate)
        {
            CheckPreconditions(resource, live, wanted);
            var updated = options.Manager.IsApply
                ? Kept(resource, live.Tree, ownership.Apply(resource, live.Tree, wanted, options.Manager, isForced), options.Manager.Subresource)
                : Kept(resource, live.Tree, wanted, options.Manager.Subresource);
            updated = Filled(resource, updated, live.Tree);
            if (!options.Manager.IsApply) updated = ownership.Update(resource, live.Tree, updated, options.Manager);
            if (TreeEquality.AreEqual(Timeless(updated), Timeless(live.Tree))) return live.Tree;

            if (HasGeneration(resource) && IsNewGeneration(resource, live.Tree, updated))
                updated.Own("metadata")["generation"] = (live.Tree.Number("metadata", "generation") ?? 0) + 1;
            _admission.CheckChanged(resource, live.Tree, updated);
            if (options.IsDryRun) return updated;
            var stored = store.Put(live.Key, updated);
            if (updated.IsDeleting() && updated.Finalizers().Count == 0 && !IsNamespaceInUse(resource, updated)) store.Remove(live.Key);
            return stored.Tree;
        }
    }

    /// <summary>The key of an object.</summary>
    public static ObjectKey KeyOf(ApiResource resource, Tree tree) =>
        new(resource.GroupResource, resource.IsNamespaced ? tree.Namespace() : "", tree.Name());

    /// <summary>A new uid; they are counted, so that runs are alike.</summary>
    public string NewUid() => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{++_uids:x12}");

    Tree Prepared(ApiResource resource, Tree tree)
    {
        var result = tree.Copied();
        var metadata = result.Own("metadata");
        if (result.Name().Length == 0)
        {
            if (metadata.Text("generateName") is not { Length: > 0 } prefix)
                throw StatusFailure.Invalid(resource, "", [new StatusCause("FieldValueRequired", "Required value: name or generateName is required", "metadata.name")]);
            metadata["name"] = prefix + Suffix(++_names);
        }

        if (metadata.Text("resourceVersion") is { Length: > 0 }) throw StatusFailure.BadRequest("resourceVersion should not be set on objects to be created");
        foreach (var field in (ReadOnlySpan<string>)["resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "managedFields"]) metadata.Remove(field);
        metadata["uid"] = NewUid();
        metadata["creationTimestamp"] = ObjectFields.Time(clock.GetUtcNow());
        metadata.Remove("generation");
        if (HasGeneration(resource)) metadata["generation"] = 1L;
        if (resource.HasStatus) result.Remove("status");
        return result;
    }

    Tree Filled(ApiResource resource, Tree tree, Tree? live)
    {
        var result = _fill.Defaulted(resource, tree);
        _fill.Allot(resource, result, live);
        if (live is null && resource is { HasStatus: true, IsCustom: false }) result["status"] = InitialStatus.Of(resource.GroupResource);
        return result;
    }

    // What a write may not change stays as it is: the server's part of the metadata, the status for writes to the object, the rest for
    // writes to the status.
    static Tree Kept(ApiResource resource, Tree live, Tree wanted, string subresource)
    {
        Tree result;
        if (subresource == "status")
        {
            result = live.Copied();
            result.Put("status", TreeAccess.Copy(wanted.At("status")));
            result.Own("metadata").Put("managedFields", TreeAccess.Copy(wanted.At("metadata", "managedFields")));
            return result;
        }

        result = wanted.Copied();
        var metadata = result.Own("metadata");
        foreach (var field in (ReadOnlySpan<string>)["uid", "creationTimestamp", "generation", "deletionTimestamp", "deletionGracePeriodSeconds", "resourceVersion", "selfLink"])
            metadata.Put(field, live.At("metadata", field));
        if (!metadata.ContainsKey("managedFields")) metadata.Put("managedFields", TreeAccess.Copy(live.At("metadata", "managedFields")));
        if (resource.HasStatus) result.Put("status", TreeAccess.Copy(live.At("status")));
        if (resource.GroupResource == "namespaces") result.Own("spec").Put("finalizers", TreeAccess.Copy(live.At("spec", "finalizers")));
        return result;
    }

    static void CheckPreconditions(ApiResource resource, StoredObject live, Tree wanted)
    {
        var revision = wanted.Text("metadata", "resourceVersion");
        if (revision is { Length: > 0 } && revision != live.Tree.Text("metadata", "resourceVersion")) throw StatusFailure.Modified(resource, live.Key.Name);
        var uid = wanted.Text("metadata", "uid");
        if (uid is { Length: > 0 } && uid != live.Tree.Uid())
        {
            throw StatusFailure.Conflict(
                resource, live.Key.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {live.Tree.Uid()}");
        }
    }

    // A write that changes nothing but the times of managed fields is none (IgnoreManagedFieldsTimestampsTransformer).
    static Tree Timeless(Tree tree)
    {
        var entries = tree.Items("metadata", "managedFields").OfType<Tree>().Select(entry => (object?)new Tree(entry, StringComparer.Ordinal) { ["time"] = "" });
        var metadata = new Tree(tree.Mapping("metadata"), StringComparer.Ordinal) { ["managedFields"] = new TreeList(entries) };
        return new Tree(tree, StringComparer.Ordinal) { ["metadata"] = metadata };
    }

    static bool IsNewGeneration(ApiResource resource, Tree live, Tree updated)
    {
        foreach (var name in live.Keys.Union(updated.Keys))
        {
            if (name is "metadata" or "apiVersion" or "kind" || (name == "status" && resource.HasStatus)) continue;
            if (!TreeEquality.AreEqual(live.GetValueOrDefault(name), updated.GetValueOrDefault(name))) return true;
        }

        return false;
    }

    static bool HasGeneration(ApiResource resource) => resource.IsCustom || resource.Group switch
    {
        "apps" => resource.Kind != "ControllerRevision",
        "batch" or "networking.k8s.io" or "policy" or "apiextensions.k8s.io" or "admissionregistration.k8s.io" or "flowcontrol.apiserver.k8s.io" => true,
        _ => resource.GroupResource == "pods",
    };

    static bool IsNamespaceInUse(ApiResource resource, Tree tree) => resource.GroupResource == "namespaces" && tree.Items("spec", "finalizers").Count > 0;

    // A new object is compared with one that has nothing but its name and what Go writes for empty structs.
    static Tree Skeleton(Tree tree) => new(Named(tree), StringComparer.Ordinal) { ["spec"] = new Tree(), ["status"] = new Tree() };

    static Tree Named(Tree tree) => new(StringComparer.Ordinal)
    {
        ["apiVersion"] = tree.ApiVersion(),
        ["kind"] = tree.Kind(),
        ["metadata"] = Taken(tree.Mapping("metadata"), ["name", "namespace", "uid", "creationTimestamp", "generation"]),
    };

    static Tree Taken(IReadOnlyDictionary<string, object?> mapping, ReadOnlySpan<string> fields)
    {
        var result = new Tree(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (mapping.TryGetValue(field, out var value)) result[field] = value;
        }

        return result;
    }

    // apimachinery's alphabet for generated names: no vowels, nothing that looks like something else.
    static string Suffix(int number)
    {
        const string Letters = "bcdfghjklmnpqrstvwxz2456789";
        Span<char> text = stackalloc char[5];
        for (int i = 4; i >= 0; i--)
        {
            text[i] = Letters[number % Letters.Length];
            number /= Letters.Length;
        }

        return new string(text);
    }
}
