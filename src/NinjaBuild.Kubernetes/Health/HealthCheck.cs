using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Health;

/// <summary>
/// Tells how an object is from what the API server says of it, as Argo CD does (gitops-engine, pkg/health; resource_customizations for
/// CronJob, PodDisruptionBudget and CustomResourceDefinition). Pure: the same object gives the same answer.
/// </summary>
public static class HealthCheck
{
    /// <summary>The health of an object.</summary>
    /// <param name="live">The object as the server returned it; null where it is not there.</param>
    /// <returns>Kinds that have no health of their own, custom ones among them, are healthy once they are there.</returns>
    public static ObjectHealth Of(IReadOnlyDictionary<string, object?>? live)
    {
        if (live is null) return new ObjectHealth(HealthStatus.Missing, "is not in the cluster");
        if (live.At("metadata", "deletionTimestamp") is not null) return ObjectHealth.Progressing("is being deleted");

        var type = new TypeName(live.Text("apiVersion") ?? "", live.Text("kind") ?? "");
        return (type.Group, type.Kind) switch
        {
            ("apps", "Deployment") => WorkloadHealth.Deployment(live),
            ("apps", "StatefulSet") => WorkloadHealth.StatefulSet(live),
            ("apps", "DaemonSet") => WorkloadHealth.DaemonSet(live),
            ("apps", "ReplicaSet") => WorkloadHealth.ReplicaSet(live),
            ("batch", "Job") => JobHealth.Job(live),
            ("batch", "CronJob") => JobHealth.CronJob(live),
            ("", "Pod") => PodHealth.Of(live),
            ("", "Service") => NetworkHealth.Service(live),
            ("networking.k8s.io" or "extensions", "Ingress") => NetworkHealth.Ingress(live),
            ("", "PersistentVolumeClaim") => ClaimHealth(live),
            ("", "Namespace") => NamespaceHealth(live),
            ("policy", "PodDisruptionBudget") => ConditionHealth.PodDisruptionBudget(live),
            ("autoscaling", "HorizontalPodAutoscaler") => ConditionHealth.HorizontalPodAutoscaler(live),
            ("apiextensions.k8s.io", "CustomResourceDefinition") => ConditionHealth.CustomResourceDefinition(live),
            ("apiregistration.k8s.io", "APIService") => ConditionHealth.ApiService(live),
            _ => ObjectHealth.Healthy(),
        };
    }

    static ObjectHealth ClaimHealth(IReadOnlyDictionary<string, object?> claim) => claim.Text("status", "phase") switch
    {
        "Bound" => ObjectHealth.Healthy("is bound"),
        "Pending" => ObjectHealth.Progressing("waits for a volume"),
        "Lost" => ObjectHealth.Degraded("lost its volume"),
        _ => new ObjectHealth(HealthStatus.Unknown, "has no phase"),
    };

    static ObjectHealth NamespaceHealth(IReadOnlyDictionary<string, object?> ns) =>
        ns.Text("status", "phase") == "Terminating" ? ObjectHealth.Progressing("is being deleted") : ObjectHealth.Healthy();
}
