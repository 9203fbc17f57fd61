using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Looks;

/// <summary>What is asked of the cluster.</summary>
enum ClusterQuestionKind
{
    /// <summary>Whether a StorageClass makes volumes only when a pod uses them (<c>volumeBindingMode: WaitForFirstConsumer</c>).</summary>
    BindsLate,

    /// <summary>Whether an IngressClass is missing, so that no controller serves its Ingresses.</summary>
    HasNoIngressClass,
}

/// <summary>Something about the cluster that decides whether it is of any use to wait for an object. The answer holds for a whole deploy.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Name">Of which class.</param>
readonly record struct ClusterQuestion(ClusterQuestionKind Kind, string Name)
{
    /// <summary>What has to be asked about an object; null where there is nothing.</summary>
    public static ClusterQuestion? Of(Tree tree, string kind) => kind switch
    {
        // Without a class, a claim waits for a volume that somebody makes by hand.
        "PersistentVolumeClaim" when tree.Text("spec", "storageClassName") is { Length: > 0 } name => new(ClusterQuestionKind.BindsLate, name),

        // Without a class, or with one in the annotation of old, any controller may feel meant.
        "Ingress" when tree.Text("spec", "ingressClassName") is { Length: > 0 } name => new(ClusterQuestionKind.HasNoIngressClass, name),
        _ => null,
    };
}
