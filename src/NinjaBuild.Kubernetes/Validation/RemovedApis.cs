using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Kubernetes.Validation;

/// <summary>
/// API versions that are no longer served (kubernetes.io, "Deprecated API Migration Guide"), as far as they are older than the versions
/// whose schemas are known.
/// </summary>
static class RemovedApis
{
    static readonly KubernetesVersion V16 = new(1, 16);
    static readonly KubernetesVersion V22 = new(1, 22);
    static readonly KubernetesVersion V25 = new(1, 25);
    static readonly KubernetesVersion V26 = new(1, 26);
    static readonly KubernetesVersion V27 = new(1, 27);
    static readonly KubernetesVersion V29 = new(1, 29);
    static readonly KubernetesVersion V32 = new(1, 32);

    /// <summary>Since when a type is gone, and the API version to use; the latter is null where nothing took its place.</summary>
    public static (KubernetesVersion Since, string? Use)? Find(TypeName type) => (type.ApiVersion, type.Kind) switch
    {
        ("extensions/v1beta1", "Deployment" or "DaemonSet" or "ReplicaSet") => (V16, "apps/v1"),
        ("extensions/v1beta1", "NetworkPolicy") => (V16, "networking.k8s.io/v1"),
        ("extensions/v1beta1", "PodSecurityPolicy") => (V16, null),
        ("extensions/v1beta1", "Ingress") => (V22, "networking.k8s.io/v1"),
        ("apps/v1beta1" or "apps/v1beta2", _) => (V16, "apps/v1"),
        ("admissionregistration.k8s.io/v1beta1", "MutatingWebhookConfiguration" or "ValidatingWebhookConfiguration") =>
            (V22, "admissionregistration.k8s.io/v1"),
        ("apiextensions.k8s.io/v1beta1", _) => (V22, "apiextensions.k8s.io/v1"),
        ("apiregistration.k8s.io/v1beta1", _) => (V22, "apiregistration.k8s.io/v1"),
        ("certificates.k8s.io/v1beta1", "CertificateSigningRequest") => (V22, "certificates.k8s.io/v1"),
        ("coordination.k8s.io/v1beta1", "Lease") => (V22, "coordination.k8s.io/v1"),
        ("networking.k8s.io/v1beta1", "Ingress" or "IngressClass") => (V22, "networking.k8s.io/v1"),
        ("rbac.authorization.k8s.io/v1beta1" or "rbac.authorization.k8s.io/v1alpha1", _) => (V22, "rbac.authorization.k8s.io/v1"),
        ("scheduling.k8s.io/v1beta1", "PriorityClass") => (V22, "scheduling.k8s.io/v1"),
        ("storage.k8s.io/v1beta1", "CSIDriver" or "CSINode" or "StorageClass" or "VolumeAttachment") => (V22, "storage.k8s.io/v1"),
        ("batch/v1beta1", "CronJob") => (V25, "batch/v1"),
        ("batch/v2alpha1", "CronJob") => (V25, "batch/v1"),
        ("discovery.k8s.io/v1beta1", _) => (V25, "discovery.k8s.io/v1"),
        ("events.k8s.io/v1beta1", _) => (V25, "events.k8s.io/v1"),
        ("autoscaling/v2beta1", _) => (V25, "autoscaling/v2"),
        ("policy/v1beta1", "PodDisruptionBudget") => (V25, "policy/v1"),
        ("policy/v1beta1", "PodSecurityPolicy") => (V25, null),
        ("node.k8s.io/v1beta1", _) => (V25, "node.k8s.io/v1"),
        ("autoscaling/v2beta2", _) => (V26, "autoscaling/v2"),
        ("flowcontrol.apiserver.k8s.io/v1beta1", _) => (V26, "flowcontrol.apiserver.k8s.io/v1"),
        ("storage.k8s.io/v1beta1", "CSIStorageCapacity") => (V27, "storage.k8s.io/v1"),
        ("flowcontrol.apiserver.k8s.io/v1beta2", _) => (V29, "flowcontrol.apiserver.k8s.io/v1"),
        ("flowcontrol.apiserver.k8s.io/v1beta3", _) => (V32, "flowcontrol.apiserver.k8s.io/v1"),
        _ => null,
    };
}
