using System.Globalization;
using NinjaBuild.ApiServer.Apply;
using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Requests;
using NinjaBuild.ApiServer.Storage;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Quantities;

namespace NinjaBuild.ApiServer.Admission;

/// <summary>Whether an object may be kept: its namespace, validation, what may not change, quotas that tests set.</summary>
sealed class ObjectAdmission(ResourceCatalog catalog, ObjectStore store)
{
    static readonly ApiResource Namespaces = new(new TypeName("v1", "Namespace"), "namespaces", IsNamespaced: false, Definition: null);

    /// <summary>Checks a new object.</summary>
    /// <exception cref="StatusFailure">It may not be kept.</exception>
    public void CheckNew(ApiResource resource, Tree tree)
    {
        CheckNamespace(resource, tree);
        CheckValid(resource, tree);
        CheckQuota(resource, tree);
    }

    /// <summary>Checks a changed object.</summary>
    /// <exception cref="StatusFailure">It may not be kept.</exception>
    public void CheckChanged(ApiResource resource, Tree live, Tree updated)
    {
        CheckValid(resource, updated);
        if (ImmutableCheck.Problems(resource, live, updated) is { Count: > 0 } problems) throw StatusFailure.Invalid(resource, updated.Name(), problems);
    }

    void CheckNamespace(ApiResource resource, Tree tree)
    {
        if (!resource.IsNamespaced) return;
        var ns = tree.Namespace();
        var found = store.Get(new ObjectKey("namespaces", "", ns)) ?? throw StatusFailure.NotFound(Namespaces, ns);
        if (found.Tree.IsDeleting()) throw StatusFailure.NamespaceTerminating(resource, tree.Name(), ns);
    }

    void CheckValid(ApiResource resource, Tree tree)
    {
        var problems = RequiredValues.Problems(resource.Type, tree, NodeType.Root(catalog.Schema, resource.Definition));
        if (problems.Count > 0) throw StatusFailure.Invalid(resource, tree.Name(), problems);
    }

    // plugin/pkg/admission/resourcequota, for counts of objects: pods, services, configmaps, count/deployments.apps …
    void CheckQuota(ApiResource resource, Tree tree)
    {
        foreach (var quota in store.List("resourcequotas", tree.Namespace()))
        {
            foreach (var (name, limit) in quota.Tree.Mapping("spec", "hard"))
            {
                if (name != resource.GroupResource && name != $"count/{resource.GroupResource}") continue;
                if (!Quantity.TryParse(limit?.ToString() ?? "", out var allowed)) continue;
                int used = store.List(resource.GroupResource, tree.Namespace()).Count;
                if (!Quantity.TryParse((used + 1).ToString(CultureInfo.InvariantCulture), out var wanted)) continue;
                if (wanted.CompareTo(allowed) <= 0) continue;
                throw StatusFailure.Forbidden(
                    resource, tree.Name(), $"exceeded quota: {quota.Key.Name}, requested: {name}=1, used: {name}={used}, limited: {name}={limit}");
            }
        }
    }
}
