using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Waiting.Looks;

/// <summary>What a finished deploy needs of an object. Argo CD's health alone does not do: some kinds never get healthy, through no fault of theirs.</summary>
enum Expectation
{
    /// <summary>
    /// That it is there. So it is with kinds that have no health, and with those whose health is none of a deploy's doing: a
    /// HorizontalPodAutoscaler has no metrics in its first minute, and none ever where no metrics server is; a PodDisruptionBudget may come
    /// waves before its pods; a CronJob's last run was another version's.
    /// </summary>
    Presence,

    /// <summary>That it is healthy, or was suspended by its own declaration: a paused Deployment, a Job that is not to run yet.</summary>
    Health,

    /// <summary>That it has an address, but not at any price: who gives addresses is part of the cluster, and may be missing.</summary>
    Address,

    /// <summary>That it has a volume, unless its class makes volumes for the first pod that uses them: that pod may come later.</summary>
    Volume,
}

/// <summary>The expectations of the kinds.</summary>
static class Expectations
{
    /// <summary>What is expected of a kind.</summary>
    public static Expectation Of(string group, string kind) => (group, kind) switch
    {
        ("apps", "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet") => Expectation.Health,
        ("batch", "Job") => Expectation.Health,
        ("", "Pod") => Expectation.Health,
        ("apiextensions.k8s.io", "CustomResourceDefinition") => Expectation.Health,
        ("apiregistration.k8s.io", "APIService") => Expectation.Health,
        ("", "Service") => Expectation.Address,
        ("networking.k8s.io" or "extensions", "Ingress") => Expectation.Address,
        ("", "PersistentVolumeClaim") => Expectation.Volume,
        _ => Expectation.Presence,
    };

    /// <summary>Whether an object that nobody is changing is as well as can be expected of its kind.</summary>
    public static bool AreMet(ObjectIdentity identity, ObjectHealth health) => Of(identity.Group, identity.Kind) switch
    {
        _ when health.Status == HealthStatus.Missing => false,
        Expectation.Presence => true,
        Expectation.Health => health.Status is HealthStatus.Healthy or HealthStatus.Suspended,
        _ => health.Status != HealthStatus.Degraded,
    };

    /// <summary>Whether a kind keeps pods, whose troubles are its own.</summary>
    public static bool HasPods(string group, string kind) =>
        (group, kind) is ("apps", "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet") or ("batch", "Job") or ("", "Pod");
}
