using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.Compare.Differences;

/// <summary>What the order of a list's items, and their fields, mean where the schema says no more than that it is replaced as a whole.</summary>
static class ListMeaning
{
    /// <summary>Fields that tell items apart, the best first: further ones are needed only where two items agree in those before.</summary>
    static readonly Dictionary<(string Definition, string Field), string[]> Keys = new()
    {
        [("networking.v1.IngressSpec", "rules")] = ["host"],
        [("networking.v1.HTTPIngressRuleValue", "paths")] = ["path", "pathType"],
        [("networking.v1.IngressSpec", "tls")] = ["secretName"],
        [("core.v1.PodDNSConfig", "options")] = ["name"],
        [("core.v1.PodSecurityContext", "sysctls")] = ["name"],
        [("core.v1.HTTPGetAction", "httpHeaders")] = ["name"],
        [("rbac.v1.RoleBinding", "subjects")] = ["kind", "namespace", "name"],
        [("rbac.v1.ClusterRoleBinding", "subjects")] = ["kind", "namespace", "name"],
        [("apiextensions.v1.CustomResourceDefinitionSpec", "versions")] = ["name"],
    };

    /// <summary>Lists whose items may stand in any order.</summary>
    static readonly HashSet<(string Definition, string Field)> Unordered =
    [
        .. Keys.Keys,
        ("networking.v1.IngressTLS", "hosts"),
        ("networking.v1.NetworkPolicySpec", "ingress"), ("networking.v1.NetworkPolicySpec", "egress"), ("networking.v1.NetworkPolicySpec", "policyTypes"),
        ("networking.v1.NetworkPolicyIngressRule", "from"), ("networking.v1.NetworkPolicyIngressRule", "ports"),
        ("networking.v1.NetworkPolicyEgressRule", "to"), ("networking.v1.NetworkPolicyEgressRule", "ports"),
        ("networking.v1.IPBlock", "except"),
        ("rbac.v1.Role", "rules"), ("rbac.v1.ClusterRole", "rules"),
        ("rbac.v1.PolicyRule", "apiGroups"), ("rbac.v1.PolicyRule", "resources"), ("rbac.v1.PolicyRule", "verbs"),
        ("rbac.v1.PolicyRule", "resourceNames"), ("rbac.v1.PolicyRule", "nonResourceURLs"),
        ("autoscaling.v2.HorizontalPodAutoscalerSpec", "metrics"), ("autoscaling.v2.HPAScalingRules", "policies"),
        ("core.v1.PodSpec", "tolerations"), ("core.v1.Capabilities", "add"), ("core.v1.Capabilities", "drop"),
        ("core.v1.PersistentVolumeClaimSpec", "accessModes"), ("core.v1.PersistentVolumeSpec", "accessModes"),
        ("core.v1.ServiceSpec", "externalIPs"), ("core.v1.ServiceSpec", "loadBalancerSourceRanges"),
        ("core.v1.NodeSelector", "nodeSelectorTerms"), ("core.v1.NodeSelectorTerm", "matchExpressions"), ("core.v1.NodeSelectorTerm", "matchFields"),
        ("core.v1.NodeSelectorRequirement", "values"), ("core.v1.NodeAffinity", "preferredDuringSchedulingIgnoredDuringExecution"),
        ("core.v1.PodAffinity", "requiredDuringSchedulingIgnoredDuringExecution"), ("core.v1.PodAffinity", "preferredDuringSchedulingIgnoredDuringExecution"),
        ("core.v1.PodAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"),
        ("core.v1.PodAntiAffinity", "preferredDuringSchedulingIgnoredDuringExecution"),
        ("core.v1.PodAffinityTerm", "namespaces"), ("core.v1.PodSecurityContext", "supplementalGroups"),
        ("core.v1.ConfigMapProjection", "items"), ("core.v1.ConfigMapVolumeSource", "items"), ("core.v1.SecretVolumeSource", "items"),
        ("core.v1.SecretProjection", "items"), ("core.v1.DownwardAPIVolumeSource", "items"),
        ("meta.v1.LabelSelector", "matchExpressions"), ("meta.v1.LabelSelectorRequirement", "values"),
    ];

    /// <summary>The fields that tell the items of a list apart; empty for none.</summary>
    public static IReadOnlyList<string> KeysOf(Definition? owner, SchemaField? field)
    {
        if (owner is null || field is null)
            return [];
        return ListKeys.Of(field) is { Count: > 0 } keys ? keys : Keys.GetValueOrDefault((owner.Name, field.Name)) ?? [];
    }

    /// <summary>
    /// Whether the items may stand in any order. Those with keys of the schema's may, but for init containers, which run one after another,
    /// and variables, which see those before them (<see cref="ItemOrder"/>).
    /// </summary>
    public static bool IsUnordered(Definition? owner, SchemaField? field) =>
        owner is not null && field is not null
        && (field.ListKind == ListKind.Set || Unordered.Contains((owner.Name, field.Name)) || (ListKeys.Of(field).Count > 0 && field.Name is not ("env" or "initContainers")));

    /// <summary>Whether the schema calls the items a set.</summary>
    public static bool IsSet(SchemaField? field) => field?.ListKind == ListKind.Set;
}
