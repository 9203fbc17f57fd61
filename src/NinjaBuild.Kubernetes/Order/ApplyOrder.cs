using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Kubernetes.Order;

/// <summary>
/// In which order objects of one wave are applied: what others need comes first. The order of kinds is Helm's (pkg/releaseutil/kind_sorter.go);
/// behind it come kinds that it does not name, custom ones among them, by their names; and last the webhooks and policies, which would
/// otherwise judge what they are not ready for. Deletion goes the other way.
/// </summary>
public static class ApplyOrder
{
    static readonly string[] Kinds =
    [
        "PriorityClass",
        "Namespace",
        "NetworkPolicy",
        "ResourceQuota",
        "LimitRange",
        "PodSecurityPolicy",
        "PodDisruptionBudget",
        "ServiceAccount",
        "Secret",
        "ConfigMap",
        "StorageClass",
        "PersistentVolume",
        "PersistentVolumeClaim",
        "CustomResourceDefinition",
        "ClusterRole",
        "ClusterRoleBinding",
        "Role",
        "RoleBinding",
        "Service",
        "DaemonSet",
        "Pod",
        "ReplicationController",
        "ReplicaSet",
        "Deployment",
        "HorizontalPodAutoscaler",
        "StatefulSet",
        "Job",
        "CronJob",
        "IngressClass",
        "Ingress",
        "APIService",
    ];

    static readonly string[] LastKinds =
    [
        "MutatingAdmissionPolicy",
        "MutatingAdmissionPolicyBinding",
        "ValidatingAdmissionPolicy",
        "ValidatingAdmissionPolicyBinding",
        "MutatingWebhookConfiguration",
        "ValidatingWebhookConfiguration",
    ];

    static readonly Lazy<Dictionary<string, int>> Ranks = new(MakeRanks);

    /// <summary>Compares two kinds: the lesser is applied first and deleted last. 0 for kinds of one name.</summary>
    public static int Compare(string kind, string other)
    {
        int byRank = Rank(kind).CompareTo(Rank(other));
        return byRank != 0 ? byRank : string.CompareOrdinal(kind, other);
    }

    /// <summary>The objects in the order in which they are applied; those of one kind keep theirs.</summary>
    public static IReadOnlyList<Manifest> ForApplying(IEnumerable<Manifest> manifests) =>
        [.. manifests.OrderBy(manifest => manifest.Kind, Comparer<string>.Create(Compare))];

    /// <summary>The objects in the order in which they are deleted: that of applying, backwards.</summary>
    public static IReadOnlyList<Manifest> ForDeleting(IEnumerable<Manifest> manifests) => [.. ForApplying(manifests).Reverse()];

    static int Rank(string kind) => Ranks.Value.GetValueOrDefault(kind, Kinds.Length);

    static Dictionary<string, int> MakeRanks()
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < Kinds.Length; i++) ranks.Add(Kinds[i], i);
        for (int i = 0; i < LastKinds.Length; i++) ranks.Add(LastKinds[i], Kinds.Length + 1 + i);
        return ranks;
    }
}
