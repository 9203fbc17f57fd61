using System.Globalization;
using NinjaBuild.Helm.Rendering;

namespace NinjaBuild.Helm.Linting;

/// <summary>The API versions that Kubernetes deprecated, from the life cycles of k8s.io/api v0.34.2 (zz_generated.prerelease-lifecycle.go).</summary>
static class DeprecatedApis
{
    // API version, kind, deprecated in, gone in, and what to use in its place.
    const string Table = """
        admission.k8s.io/v1beta1 AdmissionReview 1.19 1.22 admission.k8s.io/v1 AdmissionReview
        admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicy 1.35 1.38
        admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicyBinding 1.35 1.38
        admissionregistration.k8s.io/v1alpha1 ValidatingAdmissionPolicy 1.29 1.32
        admissionregistration.k8s.io/v1alpha1 ValidatingAdmissionPolicyBinding 1.29 1.32
        admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy 1.37 1.40
        admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicyBinding 1.37 1.40
        admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration 1.16 1.22 admissionregistration.k8s.io/v1 MutatingWebhookConfiguration
        admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicy 1.31 1.34
        admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicyBinding 1.31 1.34
        admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration 1.16 1.22 admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration
        apidiscovery.k8s.io/v2beta1 APIGroupDiscovery 1.32 1.35
        apps/v1beta1 ControllerRevision 1.8 1.16 apps/v1 ControllerRevision
        apps/v1beta1 Deployment 1.8 1.16 apps/v1 Deployment
        apps/v1beta1 DeploymentRollback 1.8 1.16 apps/v1 DeploymentRollback
        apps/v1beta1 Scale 1.8 1.16 autoscaling/v1 Scale
        apps/v1beta1 StatefulSet 1.8 1.16 apps/v1 StatefulSet
        apps/v1beta2 ControllerRevision 1.9 1.16 apps/v1 ControllerRevision
        apps/v1beta2 DaemonSet 1.9 1.16 apps/v1 DaemonSet
        apps/v1beta2 Deployment 1.9 1.16 apps/v1 Deployment
        apps/v1beta2 ReplicaSet 1.9 1.16 apps/v1 ReplicaSet
        apps/v1beta2 Scale 1.9 1.16 autoscaling/v1 Scale
        apps/v1beta2 StatefulSet 1.9 1.16 apps/v1 StatefulSet
        authentication.k8s.io/v1alpha1 SelfSubjectReview 1.29 1.32
        authentication.k8s.io/v1beta1 SelfSubjectReview 1.30 1.33
        authentication.k8s.io/v1beta1 TokenReview 1.19 1.22 authentication.k8s.io/v1 TokenReview
        authorization.k8s.io/v1beta1 LocalSubjectAccessReview 1.19 1.22 authorization.k8s.io/v1 LocalSubjectAccessReview
        authorization.k8s.io/v1beta1 SelfSubjectAccessReview 1.19 1.22 authorization.k8s.io/v1 SelfSubjectAccessReview
        authorization.k8s.io/v1beta1 SelfSubjectRulesReview 1.19 1.22 authorization.k8s.io/v1 SelfSubjectRulesReview
        authorization.k8s.io/v1beta1 SubjectAccessReview 1.19 1.22 authorization.k8s.io/v1 SubjectAccessReview
        autoscaling/v2beta1 HorizontalPodAutoscaler 1.22 1.25 autoscaling/v2 HorizontalPodAutoscaler
        autoscaling/v2beta2 HorizontalPodAutoscaler 1.23 1.26 autoscaling/v2 HorizontalPodAutoscaler
        batch/v1beta1 CronJob 1.21 1.25 batch/v1 CronJob
        certificates.k8s.io/v1alpha1 ClusterTrustBundle 1.34 1.37
        certificates.k8s.io/v1alpha1 PodCertificateRequest 1.37 1.40
        certificates.k8s.io/v1beta1 CertificateSigningRequest 1.19 1.22 certificates.k8s.io/v1 CertificateSigningRequest
        certificates.k8s.io/v1beta1 ClusterTrustBundle 1.36 1.39
        coordination.k8s.io/v1alpha2 LeaseCandidate 1.35 1.38
        coordination.k8s.io/v1beta1 Lease 1.19 1.22 coordination.k8s.io/v1 Lease
        coordination.k8s.io/v1beta1 LeaseCandidate 1.36 1.39
        discovery.k8s.io/v1beta1 EndpointSlice 1.21 1.25 discovery.k8s.io/v1 EndpointSlice
        events.k8s.io/v1beta1 Event 1.22 1.25
        extensions/v1beta1 DaemonSet 1.8 1.16 apps/v1 DaemonSet
        extensions/v1beta1 Deployment 1.8 1.16 apps/v1 Deployment
        extensions/v1beta1 DeploymentRollback 1.8 1.16
        extensions/v1beta1 Ingress 1.14 1.22 networking.k8s.io/v1 Ingress
        extensions/v1beta1 NetworkPolicy 1.9 1.16 networking.k8s.io/v1 NetworkPolicy
        extensions/v1beta1 ReplicaSet 1.8 1.16 apps/v1 ReplicaSet
        extensions/v1beta1 Scale 1.2 1.16
        flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema 1.23 1.26 flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema
        flowcontrol.apiserver.k8s.io/v1beta1 PriorityLevelConfiguration 1.23 1.26 flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration
        flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema 1.26 1.29 flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema
        flowcontrol.apiserver.k8s.io/v1beta2 PriorityLevelConfiguration 1.26 1.29 flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration
        flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema 1.29 1.32 flowcontrol.apiserver.k8s.io/v1 FlowSchema
        flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration 1.29 1.32 flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration
        networking.k8s.io/v1beta1 IPAddress 1.34 1.37
        networking.k8s.io/v1beta1 Ingress 1.19 1.22 networking.k8s.io/v1 Ingress
        networking.k8s.io/v1beta1 IngressClass 1.19 1.22 networking.k8s.io/v1 IngressClassList
        networking.k8s.io/v1beta1 ServiceCIDR 1.34 1.37
        node.k8s.io/v1beta1 RuntimeClass 1.22 1.25
        policy/v1beta1 Eviction 1.22 1.25
        policy/v1beta1 PodDisruptionBudget 1.21 1.25 policy/v1 PodDisruptionBudget
        rbac.authorization.k8s.io/v1beta1 ClusterRole 1.17 1.22 rbac.authorization.k8s.io/v1 ClusterRole
        rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding 1.17 1.22 rbac.authorization.k8s.io/v1 ClusterRoleBinding
        rbac.authorization.k8s.io/v1beta1 Role 1.17 1.22 rbac.authorization.k8s.io/v1 Role
        rbac.authorization.k8s.io/v1beta1 RoleBinding 1.17 1.22 rbac.authorization.k8s.io/v1 RoleBinding
        resource.k8s.io/v1alpha3 DeviceTaintRule 1.36 1.39
        resource.k8s.io/v1beta1 DeviceClass 1.35 1.38
        resource.k8s.io/v1beta1 ResourceClaim 1.35 1.38
        resource.k8s.io/v1beta1 ResourceClaimTemplate 1.35 1.38
        resource.k8s.io/v1beta1 ResourceSlice 1.35 1.38
        resource.k8s.io/v1beta2 DeviceClass 1.36 1.39
        resource.k8s.io/v1beta2 ResourceClaim 1.36 1.39
        resource.k8s.io/v1beta2 ResourceClaimTemplate 1.36 1.39
        resource.k8s.io/v1beta2 ResourceSlice 1.36 1.39
        scheduling.k8s.io/v1beta1 PriorityClass 1.14 1.22 scheduling.k8s.io/v1 PriorityClass
        storage.k8s.io/v1alpha1 CSIStorageCapacity 1.21 1.24 storage.k8s.io/v1beta1 CSIStorageCapacity
        storage.k8s.io/v1alpha1 VolumeAttachment 1.21 1.24 storage.k8s.io/v1 VolumeAttachment
        storage.k8s.io/v1alpha1 VolumeAttributesClass 1.32 1.35 storage.k8s.io/v1 VolumeAttributesClass
        storage.k8s.io/v1beta1 CSIDriver 1.19 1.22 storage.k8s.io/v1 CSIDriver
        storage.k8s.io/v1beta1 CSINode 1.17 1.22 storage.k8s.io/v1 CSINode
        storage.k8s.io/v1beta1 CSIStorageCapacity 1.24 1.27 storage.k8s.io/v1 CSIStorageCapacity
        storage.k8s.io/v1beta1 StorageClass 1.19 1.22 storage.k8s.io/v1 StorageClass
        storage.k8s.io/v1beta1 VolumeAttachment 1.19 1.22 storage.k8s.io/v1 VolumeAttachment
        storage.k8s.io/v1beta1 VolumeAttributesClass 1.34 1.37 storage.k8s.io/v1 VolumeAttributesClass
        storagemigration.k8s.io/v1alpha1 StorageVersionMigration 1.33 1.36
        """;

    static readonly Lazy<Dictionary<(string ApiVersion, string Kind), string[]>> Rows = new(static () => Table.Split('\n')
        .Select(line => line.Trim().Split(' ')).ToDictionary(row => (row[0], row[1])));

    /// <summary>The API server's warning about a kind; null where it has none at this version.</summary>
    public static string? Warning(string apiVersion, string kind, KubeVersion version)
    {
        if (!Rows.Value.TryGetValue((apiVersion, kind), out var row) || Number(row[2]) > Number($"{version.Major}.{version.Minor}"))
            return null;
        var replacement = row.Length > 5 ? $"; use {row[4]} {row[5]}" : "";
        return $"{apiVersion} {kind} is deprecated in v{row[2]}+, unavailable in v{row[3]}+{replacement}";
    }

    static int Number(string version) =>
        version.Split('.') is [var major, var minor] ? (int.Parse(major, CultureInfo.InvariantCulture) * 1000) + int.Parse(minor, CultureInfo.InvariantCulture) : 0;
}
