namespace NinjaBuild.ApiServer.Admission;

/// <summary>The status that a new object has before any controller saw it.</summary>
static class InitialStatus
{
    public static Tree Of(string groupResource) => groupResource switch
    {
        "namespaces" => new Tree { ["phase"] = "Active" },
        "pods" => new Tree { ["phase"] = "Pending", ["qosClass"] = "BestEffort" },
        "persistentvolumeclaims" => new Tree { ["phase"] = "Pending" },
        "persistentvolumes" => new Tree { ["phase"] = "Pending" },
        "services" or "ingresses.networking.k8s.io" => new Tree { ["loadBalancer"] = new Tree() },
        "replicasets.apps" or "replicationcontrollers" => new Tree { ["replicas"] = 0L },
        "statefulsets.apps" => new Tree { ["availableReplicas"] = 0L, ["replicas"] = 0L },
        "daemonsets.apps" => new Tree
        {
            ["currentNumberScheduled"] = 0L,
            ["desiredNumberScheduled"] = 0L,
            ["numberMisscheduled"] = 0L,
            ["numberReady"] = 0L,
        },
        "poddisruptionbudgets.policy" => new Tree
        {
            ["currentHealthy"] = 0L,
            ["desiredHealthy"] = 0L,
            ["disruptionsAllowed"] = 0L,
            ["expectedPods"] = 0L,
        },
        "horizontalpodautoscalers.autoscaling" => new Tree { ["currentMetrics"] = null, ["desiredReplicas"] = 0L },
        _ => [],
    };
}
