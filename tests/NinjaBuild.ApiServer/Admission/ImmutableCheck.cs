using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Requests;
using NinjaBuild.Kubernetes.Changes;

namespace NinjaBuild.ApiServer.Admission;

/// <summary>Whether an update changes what may not change.</summary>
static class ImmutableCheck
{
    /// <summary>The causes of a refusal, one for each immutable field; empty where all may change.</summary>
    public static List<StatusCause> Problems(ApiResource resource, Tree live, Tree updated)
    {
        var found = new Dictionary<string, StatusCause>(StringComparer.Ordinal);
        foreach (var path in Differences.Between(live, updated))
        {
            if (ImmutableFields.Find(resource.Type, live, path) is not { } field || found.ContainsKey(field.Path)) continue;
            if (resource.GroupResource == "services" && live.At(field.Path.Split('.')) is null) continue;
            found.Add(field.Path, Cause(resource, field.Path, updated));
        }

        return [.. found.Values];
    }

    static StatusCause Cause(ApiResource resource, string path, Tree updated)
    {
        if (Forbidden(resource) is { } forbidden) return new StatusCause("FieldValueForbidden", $"Forbidden: {forbidden}", path);
        var value = JsonTree.Text(updated.At(path.Split('.')));
        var why = resource.Kind is "RoleBinding" or "ClusterRoleBinding" ? "cannot change roleRef"
            : resource.GroupResource == "services" ? "may not change once set" : "field is immutable";
        return new StatusCause("FieldValueInvalid", $"Invalid value: {value}: {why}", path);
    }

    // pkg/apis/*/validation, in its words.
    static string? Forbidden(ApiResource resource) => resource.GroupResource switch
    {
        "statefulsets.apps" => "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
            + "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
        "pods" => "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
            + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
            + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
        "persistentvolumeclaims" => "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims",
        "configmaps" => "field is immutable when `immutable` is set",
        _ => null,
    };
}
