using NinjaBuild.Kubernetes.Client;

namespace NinjaBuild.Deploy.Waiting.Watching;

/// <summary>Kinds that every cluster serves and that tell about others.</summary>
static class KnownResources
{
    static readonly HashSet<string> Verbs = new(StringComparer.Ordinal) { "get", "list", "watch" };

    public static ApiResource Pods { get; } = new("", "v1", "Pod", "pods", IsNamespaced: true, Verbs);

    public static ApiResource ReplicaSets { get; } = new("apps", "v1", "ReplicaSet", "replicasets", IsNamespaced: true, Verbs);

    /// <summary>Events of the core group, which are the same objects as those of <c>events.k8s.io</c>.</summary>
    public static ApiResource Events { get; } = new("", "v1", "Event", "events", IsNamespaced: true, Verbs);

    public static ApiResource StorageClasses { get; } = new("storage.k8s.io", "v1", "StorageClass", "storageclasses", IsNamespaced: false, Verbs);

    public static ApiResource IngressClasses { get; } = new("networking.k8s.io", "v1", "IngressClass", "ingressclasses", IsNamespaced: false, Verbs);
}
