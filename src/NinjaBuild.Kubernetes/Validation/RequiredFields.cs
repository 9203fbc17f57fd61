using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Kubernetes.Validation;

/// <summary>
/// Which fields must be there. The schema says "required" of every field whose Go type has no <c>omitempty</c>; the server itself fills some
/// of them in, or takes the zero value, and refuses nothing.
/// </summary>
static class RequiredFields
{
    public static bool IsDemanded(Definition definition, SchemaField field) => field.IsRequired && !IsFilledIn(definition.Name, field.Name);

    // pkg/apis/*/v1/defaults.go, and validation.go where nothing is asked of the field. Several are no longer "required" in later schemas.
    static bool IsFilledIn(string definition, string field) => (definition, field) switch
    {
        ("rbac.v1.RoleRef", "apiGroup") => true,
        ("apps.v1.StatefulSetSpec", "serviceName") => true,
        ("apps.v1.ControllerRevision", "revision") => true,
        ("networking.v1.NetworkPolicySpec", "podSelector") => true,
        ("scheduling.v1.PriorityClass", "value") => true,
        ("discovery.v1.EndpointSlice", "endpoints") => true,
        ("storage.v1.CSINodeSpec", "drivers") => true,
        ("core.v1.LimitRangeSpec", "limits") => true,
        ("core.v1.HTTPHeader", "value") => true,
        ("core.v1.SleepAction", "seconds") => true,
        ("core.v1.ISCSIVolumeSource" or "core.v1.ISCSIPersistentVolumeSource", "lun") => true,
        ("core.v1.PreferredSchedulingTerm", "preference") => true,
        ("batch.v1.PodFailurePolicyOnPodConditionsPattern", "status") => true,
        ("apiextensions.v1.CustomResourceDefinitionVersion", "served" or "storage") => true,
        _ => false,
    };
}
