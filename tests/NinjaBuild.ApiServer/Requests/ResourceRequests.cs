using NinjaBuild.ApiServer.Apply;
using NinjaBuild.ApiServer.Deletion;
using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Patching;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>Answers requests for one object, and those that write.</summary>
sealed class ResourceRequests(Cluster cluster)
{
    readonly ObjectStore _store = cluster.Store;

    public Answer Get(ApiRequest request, ApiResource resource)
    {
        var live = Live(request, resource);
        return request.Subresource == "scale" ? Answer.Of(Scale.Of(live.Tree)) : Representations.One(request, resource, live.Tree);
    }

    public Answer Create(ApiRequest request, ApiResource resource)
    {
        var warnings = new List<string>();
        var tree = BodyReading.Object(request, resource, cluster.Catalog, warnings);
        Address(tree, request, resource);
        if (resource is { GroupResource: "namespaces" } && tree.Namespace().Length > 0) tree.Own("metadata").Remove("namespace");
        var created = cluster.Change(() => cluster.Writer.Create(resource, tree, Options(request, isApply: false)));
        return Representations.One(request, resource, created, 201) with { Warnings = warnings };
    }

    public Answer Update(ApiRequest request, ApiResource resource)
    {
        if (request.Subresource == "scale") return Rescale(request, resource, _ => BodyReading.Mapping(request));
        var warnings = new List<string>();
        var tree = BodyReading.Object(request, resource, cluster.Catalog, warnings);
        Address(tree, request, resource);
        CheckName(tree, request);
        bool isCreated = false;
        var updated = cluster.Change(() =>
        {
            isCreated = IsCreatedByUpdate(resource) && Found(request, resource) is null && request.Subresource.Length == 0;
            if (isCreated && tree.Uid() is { Length: > 0 } uid)
                throw StatusFailure.Conflict(resource, request.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: ");
            if (isCreated) return cluster.Writer.Create(resource, tree, Options(request, isApply: false));
            var live = Live(request, resource);
            if (NeedsVersion(resource) && tree.Text("metadata", "resourceVersion") is null or "")
            {
                throw StatusFailure.Invalid(
                    resource, request.Name, [new StatusCause("FieldValueInvalid", "Invalid value: 0x0: must be specified for an update", "metadata.resourceVersion")]);
            }

            return cluster.Writer.Update(resource, live, tree, Options(request, isApply: false));
        });
        return Representations.One(request, resource, updated, isCreated ? 201 : 200) with { Warnings = warnings };
    }

    public Answer Patch(ApiRequest request, ApiResource resource)
    {
        if (request.Subresource == "scale") return Rescale(request, resource, scale => Patched(request, resource, scale));
        var warnings = new List<string>();
        var updated = cluster.Change(() =>
        {
            var live = Live(request, resource);
            var wanted = Patched(request, resource, live.Tree);
            CheckName(wanted, request);
            BodyReading.CheckType(wanted, resource);
            BodyReading.Decoded(wanted, resource, cluster.Catalog, [], request.Query.GetValueOrDefault("fieldValidation") ?? "Warn", warnings);
            return cluster.Writer.Update(resource, live, wanted, Options(request, isApply: false));
        });
        return Representations.One(request, resource, updated) with { Warnings = warnings };
    }

    public Answer Apply(ApiRequest request, ApiResource resource)
    {
        if (request.FieldManager.Length == 0)
        {
            throw StatusFailure.Invalid(
                "PatchOptions.meta.k8s.io", "meta.k8s.io", "PatchOptions", "",
                [new StatusCause("FieldValueRequired", "Required value: is required for apply patch", "fieldManager")]);
        }

        var duplicates = new List<string>();
        var applied = BodyReading.Mapping(request, duplicates);
        if (applied.Name().Length == 0 && applied.At("metadata") is Tree metadata) metadata["name"] = request.Name;
        CheckApplied(applied, request, resource);
        bool isForced = request.Query.GetValueOrDefault("force") is "true" or "1";
        bool isCreated = false;
        var result = cluster.Change(() =>
        {
            var options = Options(request, isApply: true);
            if (Found(request, resource) is { } live) return cluster.Writer.Update(resource, live, applied, options, isForced);
            if (request.Subresource.Length > 0) throw StatusFailure.NotFound(resource, request.Name);
            if (applied.Text("metadata", "resourceVersion") is { Length: > 0 } || applied.Uid().Length > 0)
                throw StatusFailure.Conflict(resource, request.Name, "uid mismatch: the provided object specified uid or resourceVersion, and no existing object was found");
            isCreated = true;
            return cluster.Writer.Create(resource, applied, options);
        });
        CheckDuplicates(duplicates, request);
        return Representations.One(request, resource, result, isCreated ? 201 : 200);
    }

    public Answer Delete(ApiRequest request, ApiResource resource)
    {
        var options = DeleteOptions.Read(request);
        var (live, rest) = cluster.Change(() =>
        {
            var found = Live(request, resource);
            return (found, cluster.Deletion.Delete(resource, found, options));
        });
        if (rest is not null) return Representations.One(request, resource, rest);
        var details = new Tree { ["name"] = live.Key.Name, ["kind"] = resource.Plural, ["uid"] = live.Tree.Uid() };
        if (resource.Group.Length > 0) details["group"] = resource.Group;
        return Answer.Of(new Tree { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new Tree(), ["status"] = "Success", ["details"] = details });
    }

    public Answer DeleteCollection(ApiRequest request, ApiResource resource, IReadOnlyList<StoredObject> found)
    {
        var options = DeleteOptions.Read(request);
        cluster.Change(() =>
        {
            foreach (var one in found) cluster.Deletion.Delete(resource, one, options);
            return true;
        });
        return Representations.Many(request, resource, found, _store.Revision);
    }

    Answer Rescale(ApiRequest request, ApiResource resource, Func<Tree, Tree> change)
    {
        var scale = cluster.Change(() =>
        {
            var live = Live(request, resource);
            var wanted = live.Tree.Copied();
            wanted.Own("spec")["replicas"] = change(Scale.Of(live.Tree)).Number("spec", "replicas") ?? 0;
            return Scale.Of(cluster.Writer.Update(resource, live, wanted, Options(request, isApply: false)));
        });
        return Answer.Of(scale);
    }

    Tree Patched(ApiRequest request, ApiResource resource, Tree live)
    {
        switch (request.ContentType)
        {
            case "application/json-patch+json":
                return JsonPatch.Apply(live, BodyReading.Any(request));
            case "application/merge-patch+json":
                return MergePatch.Apply(live, BodyReading.Mapping(request));
            case "application/strategic-merge-patch+json" when !resource.IsCustom:
                return new StrategicMerge(cluster.Catalog.Schema).Apply(live, BodyReading.Mapping(request), resource.Definition);
            default:
                var types = resource.IsCustom
                    ? "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"
                    : "application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml";
                throw StatusFailure.UnsupportedMediaType(
                    $"the body of the request was in an unknown format - accepted media types include: {types}");
        }
    }

    StoredObject? Found(ApiRequest request, ApiResource resource) =>
        _store.Get(new ObjectKey(resource.GroupResource, resource.IsNamespaced ? request.Namespace : "", request.Name));

    StoredObject Live(ApiRequest request, ApiResource resource) => Found(request, resource) ?? throw StatusFailure.NotFound(resource, request.Name);

    // AllowCreateOnUpdate and AllowUnconditionalUpdate of the strategies in pkg/registry.
    static bool IsCreatedByUpdate(ApiResource resource) => resource.GroupResource is "leases.coordination.k8s.io" or "endpoints" or "events";

    static bool NeedsVersion(ApiResource resource) =>
        resource.IsCustom
        || resource.GroupResource is "leases.coordination.k8s.io" or "poddisruptionbudgets.policy" or "customresourcedefinitions.apiextensions.k8s.io";

    static WriteOptions Options(ApiRequest request, bool isApply)
    {
        // Who names no manager is known by the first part of its user agent.
        var name = request.FieldManager.Length > 0 ? request.FieldManager : request.UserAgent.Split('/')[0];
        return new WriteOptions(new FieldManager(name.Length > 0 ? name : "unknown", isApply, request.ApiVersion, request.Subresource), request.IsDryRun);
    }

    static void Address(Tree tree, ApiRequest request, ApiResource resource)
    {
        if (!resource.IsNamespaced) return;
        var ns = tree.Namespace();
        if (ns.Length == 0) tree.Own("metadata")["namespace"] = request.Namespace;
        else if (ns != request.Namespace)
            throw StatusFailure.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
    }

    static void CheckName(Tree tree, ApiRequest request)
    {
        if (tree.Name().Length == 0 && tree.At("metadata") is Tree metadata) metadata["name"] = request.Name;
        if (tree.Name() != request.Name)
            throw StatusFailure.BadRequest($"the name of the object ({tree.Name()}) does not match the name on the URL ({request.Name})");
    }

    static void CheckApplied(Tree applied, ApiRequest request, ApiResource resource)
    {
        BodyReading.CheckType(applied, resource);
        CheckName(applied, request);
        Address(applied, request, resource);
        if (applied.At("metadata", "managedFields") is TreeList { Count: > 0 }) throw StatusFailure.BadRequest("metadata.managedFields must be nil");
    }

    static void CheckDuplicates(List<string> duplicates, ApiRequest request)
    {
        if (duplicates.Count == 0 || request.Query.GetValueOrDefault("fieldValidation") != "Strict") return;
        var lines = duplicates.Select(path => $"  line 1: key \"{path[(path.LastIndexOf('.') + 1)..]}\" already set in map");
        throw StatusFailure.BadRequest($"error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n{string.Join('\n', lines)}");
    }
}
