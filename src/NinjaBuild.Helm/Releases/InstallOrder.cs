namespace NinjaBuild.Helm.Releases;

/// <summary>The order in which Helm installs kinds (helm.sh/helm/v3/pkg/releaseutil/kind_sorter.go); kinds that it does not name come last, by name.</summary>
public static class InstallOrder
{
    static readonly string[] Kinds =
    [
        "PriorityClass", "Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "PodSecurityPolicy", "PodDisruptionBudget", "ServiceAccount",
        "Secret", "SecretList", "ConfigMap", "StorageClass", "PersistentVolume", "PersistentVolumeClaim", "CustomResourceDefinition",
        "ClusterRole", "ClusterRoleList", "ClusterRoleBinding", "ClusterRoleBindingList", "Role", "RoleList", "RoleBinding", "RoleBindingList",
        "Service", "DaemonSet", "Pod", "ReplicationController", "ReplicaSet", "Deployment", "HorizontalPodAutoscaler", "StatefulSet", "Job",
        "CronJob", "IngressClass", "Ingress", "APIService",
    ];

    static readonly Dictionary<string, int> Ranks = Kinds.Select((kind, rank) => (kind, rank)).ToDictionary(entry => entry.kind, entry => entry.rank, StringComparer.Ordinal);

    /// <summary>Orders two kinds.</summary>
    public static int Compare(string a, string b)
    {
        var (knowsA, knowsB) = (Ranks.TryGetValue(a, out var rankA), Ranks.TryGetValue(b, out var rankB));
        return knowsA && knowsB ? rankA - rankB : knowsA ? -1 : knowsB ? 1 : string.CompareOrdinal(a, b);
    }
}
