using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Health;

/// <summary>Health of what keeps Pods running.</summary>
static class WorkloadHealth
{
    const string NotObserved = "waits for its controller to see the change";

    public static ObjectHealth Deployment(IReadOnlyDictionary<string, object?> live)
    {
        if (live.IsTrue("spec", "paused")) return ObjectHealth.Suspended("is paused");
        if (!IsObserved(live)) return ObjectHealth.Progressing(NotObserved);
        if (Condition.Find(live, "Progressing") is { Reason: "ProgressDeadlineExceeded" } late)
            return ObjectHealth.Degraded(late.Message.Length > 0 ? late.Message : "exceeded its progress deadline");

        long wanted = live.Number("spec", "replicas") ?? 0;
        long all = Status(live, "replicas");
        long updated = Status(live, "updatedReplicas");
        long available = Status(live, "availableReplicas");
        if (updated < wanted) return ObjectHealth.Progressing($"{updated} of {wanted} new pods are there{Failure(live)}");
        if (all > updated) return ObjectHealth.Progressing(all - updated == 1 ? "an old pod is still there" : $"{all - updated} old pods are still there");
        return available < updated ? ObjectHealth.Progressing($"{available} of {updated} pods are available") : ObjectHealth.Healthy();
    }

    public static ObjectHealth StatefulSet(IReadOnlyDictionary<string, object?> live)
    {
        if (Status(live, "observedGeneration") == 0 || !IsObserved(live)) return ObjectHealth.Progressing(NotObserved);

        long? wanted = live.Number("spec", "replicas");
        long ready = Status(live, "readyReplicas");
        long updated = Status(live, "updatedReplicas");
        if (ready < wanted) return ObjectHealth.Progressing($"{ready} of {wanted} pods are ready");

        var strategy = live.Text("spec", "updateStrategy", "type");
        if (strategy == "RollingUpdate" && live.At("spec", "updateStrategy", "rollingUpdate") is { } rolling)
        {
            long target = (wanted ?? 0) - (rolling.Number("partition") ?? 0);
            bool isDone = wanted is null || rolling.Number("partition") is null || updated >= target;
            return isDone ? ObjectHealth.Healthy($"{updated} pods are updated") : ObjectHealth.Progressing($"{updated} of {target} pods are updated");
        }

        if (strategy == "OnDelete") return ObjectHealth.Healthy($"{ready} pods are ready; they are updated when they are deleted");
        return live.Text("status", "updateRevision") != live.Text("status", "currentRevision")
            ? ObjectHealth.Progressing($"{updated} pods are updated")
            : ObjectHealth.Healthy();
    }

    public static ObjectHealth DaemonSet(IReadOnlyDictionary<string, object?> live)
    {
        if (!IsObserved(live)) return ObjectHealth.Progressing(NotObserved);
        long wanted = Status(live, "desiredNumberScheduled");
        long updated = Status(live, "updatedNumberScheduled");
        long available = Status(live, "numberAvailable");
        if (live.Text("spec", "updateStrategy", "type") == "OnDelete")
            return ObjectHealth.Healthy($"{updated} of {wanted} pods are updated; the others are when they are deleted");
        if (updated < wanted) return ObjectHealth.Progressing($"{updated} of {wanted} pods are updated");
        return available < wanted ? ObjectHealth.Progressing($"{available} of {wanted} pods are available") : ObjectHealth.Healthy();
    }

    public static ObjectHealth ReplicaSet(IReadOnlyDictionary<string, object?> live)
    {
        if (!IsObserved(live)) return ObjectHealth.Progressing(NotObserved);
        if (Condition.Find(live, "ReplicaFailure") is { IsTrue: true } failure) return ObjectHealth.Degraded(failure.Text);
        long available = Status(live, "availableReplicas");
        return live.Number("spec", "replicas") is { } wanted && available < wanted
            ? ObjectHealth.Progressing($"{available} of {wanted} pods are available")
            : ObjectHealth.Healthy();
    }

    // Quota and admission: the controller cannot make Pods, and tries again until the deadline.
    static string Failure(IReadOnlyDictionary<string, object?> live) =>
        Condition.Find(live, "ReplicaFailure") is { IsTrue: true } failure ? $": {failure.Text}" : "";

    static bool IsObserved(IReadOnlyDictionary<string, object?> live) =>
        (live.Number("metadata", "generation") ?? 0) <= Status(live, "observedGeneration");

    static long Status(IReadOnlyDictionary<string, object?> live, string field) => live.Number("status", field) ?? 0;
}
