using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Changes;

/// <summary>
/// The fields of built-in kinds that cannot be changed once the object is there, so that it would have to be deleted and made anew: the
/// <c>Validate*Update</c> functions of pkg/apis/*/validation. Where a change is allowed under conditions that only the cluster knows (a
/// Service that becomes an ExternalName, a suspended Job), the field counts as one that cannot be changed.
/// </summary>
public static class ImmutableFields
{
    /// <summary>The fields of a kind; empty where all may change, and for kinds that are not built in.</summary>
    /// <param name="group">The API group.</param>
    /// <param name="kind">The kind.</param>
    public static IReadOnlyList<ImmutableField> Of(string group, string kind) => (group, kind) switch
    {
        ("apps", "Deployment" or "ReplicaSet" or "DaemonSet") => [Field("spec.selector")],
        ("apps", "StatefulSet") =>
        [
            Field(
                "spec",
                "spec.replicas", "spec.ordinals", "spec.template", "spec.updateStrategy", "spec.revisionHistoryLimit",
                "spec.persistentVolumeClaimRetentionPolicy", "spec.minReadySeconds"),
        ],
        ("apps", "ControllerRevision") => [Field("data")],
        ("batch", "Job") =>
        [
            Field("spec.selector"), Field("spec.template"), Field("spec.completions"), Field("spec.completionMode"),
            Field("spec.podFailurePolicy"), Field("spec.successPolicy"), Field("spec.backoffLimitPerIndex"), Field("spec.managedBy"),
        ],
        ("", "Service") =>
        [
            Field("spec.clusterIP"), Field("spec.clusterIPs"), Field("spec.ipFamilies.0"), Field("spec.healthCheckNodePort"),
            Field("spec.loadBalancerClass"),
        ],
        ("", "PersistentVolumeClaim") => [Field("spec", "spec.resources.requests", "spec.volumeAttributesClassName")],
        ("", "PersistentVolume") =>
        [
            Field(
                "spec",
                "spec.capacity", "spec.accessModes", "spec.claimRef", "spec.persistentVolumeReclaimPolicy", "spec.storageClassName",
                "spec.mountOptions", "spec.volumeAttributesClassName"),
        ],
        ("", "Pod") =>
        [
            Field(
                "spec",
                "spec.containers.*.image", "spec.initContainers.*.image", "spec.activeDeadlineSeconds",
                "spec.terminationGracePeriodSeconds", "spec.tolerations", "spec.schedulingGates", "spec.ephemeralContainers"),
        ],
        ("", "Secret") => [Field("type")],
        ("", "ResourceQuota") => [Field("spec.scopes")],
        ("rbac.authorization.k8s.io", "RoleBinding" or "ClusterRoleBinding") => [Field("roleRef")],
        ("storage.k8s.io", "StorageClass") =>
            [Field("provisioner"), Field("parameters"), Field("reclaimPolicy"), Field("volumeBindingMode")],
        ("storage.k8s.io", "VolumeAttributesClass") => [Field("driverName"), Field("parameters")],
        ("storage.k8s.io", "CSIDriver") => [Field("spec.attachRequired"), Field("spec.volumeLifecycleModes")],
        ("scheduling.k8s.io", "PriorityClass") => [Field("value"), Field("preemptionPolicy")],
        ("networking.k8s.io", "IngressClass") => [Field("spec.controller")],
        ("node.k8s.io", "RuntimeClass") => [Field("handler")],
        ("discovery.k8s.io", "EndpointSlice") => [Field("addressType")],
        ("certificates.k8s.io", "CertificateSigningRequest") => [Field("spec")],
        ("apiextensions.k8s.io", "CustomResourceDefinition") =>
            [Field("spec.group"), Field("spec.scope"), Field("spec.names.kind"), Field("spec.names.plural")],
        _ => [],
    };

    /// <summary>
    /// The fields of an object that is there: those of its kind, and the content of a ConfigMap or Secret that says <c>immutable: true</c>.
    /// </summary>
    /// <param name="type">Its type.</param>
    /// <param name="live">The object as it is in the cluster, or was rendered last.</param>
    public static IReadOnlyList<ImmutableField> Of(TypeName type, IReadOnlyDictionary<string, object?> live)
    {
        var fields = Of(type.Group, type.Kind);
        return type.Group.Length == 0 && type.Kind is "ConfigMap" or "Secret" && live.IsTrue("immutable")
            ? [.. fields, Field("data"), Field("stringData"), Field("binaryData"), Field("immutable")]
            : fields;
    }

    /// <summary>The immutable field that a path is, or is in; null where the value there may change.</summary>
    /// <param name="type">The object's type.</param>
    /// <param name="live">The object as it is.</param>
    /// <param name="path">The path: <c>spec.template.spec.containers[0].image</c>.</param>
    public static ImmutableField? Find(TypeName type, IReadOnlyDictionary<string, object?> live, string path)
    {
        foreach (var field in Of(type, live))
        {
            if (field.Covers(path)) return field;
        }

        return null;
    }

    static ImmutableField Field(string path, params string[] except) => new(path, except);
}
