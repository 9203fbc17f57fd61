using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Looks;

/// <summary>What is kept of an object that keeps pods.</summary>
sealed record WorkloadLook
{
    /// <summary>
    /// What its newest pods are known by. Of a Deployment, the revision of their ReplicaSet (annotation
    /// <c>deployment.kubernetes.io/revision</c>); of a StatefulSet, <c>status.updateRevision</c> (their label
    /// <c>controller-revision-hash</c>); of a DaemonSet, the generation of its template (their label <c>pod-template-generation</c>). Null
    /// where all its pods are meant.
    /// </summary>
    public string? Revision { get; init; }

    /// <summary>How many pods it has, old ones too.</summary>
    public long Pods { get; init; }

    /// <summary>Whether it should have more pods than there are.</summary>
    public bool MissesPods { get; init; }

    /// <summary>Whether a probe says of each of its containers when it is ready.</summary>
    public bool IsProbed { get; init; }

    /// <summary>How many seconds a pod must have been ready before it counts as available.</summary>
    public long MinReadySeconds { get; init; }

    /// <summary>Whether its pods run to an end, so that one that fails is followed by another try as its own declaration says.</summary>
    public bool RunsToAnEnd { get; init; }

    /// <summary>Whether it waits for each pod to be ready before it goes on to the next, be it an old one.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Looks at an object; null where its kind keeps no pods.</summary>
    public static WorkloadLook? Of(Tree tree, string kind) => kind switch
    {
        "Deployment" => Common(tree) with { Revision = tree.Text("metadata", "annotations", "deployment.kubernetes.io/revision") },
        "ReplicaSet" => Common(tree),
        "StatefulSet" => Common(tree) with
        {
            Revision = tree.Text("status", "updateRevision"),
            MissesPods = Status(tree, "replicas") < (tree.Number("spec", "replicas") ?? 1),
            IsOrdered = tree.Text("spec", "podManagementPolicy") is null or "OrderedReady" && tree.Text("spec", "updateStrategy", "type") != "OnDelete",
        },
        "DaemonSet" => Common(tree) with
        {
            Revision = tree.Text("metadata", "annotations", "deprecated.daemonset.template.generation"),
            Pods = Status(tree, "currentNumberScheduled"),
            MissesPods = Status(tree, "currentNumberScheduled") < Status(tree, "desiredNumberScheduled"),
        },
        "Job" => new WorkloadLook
        {
            Pods = Status(tree, "active") + Status(tree, "succeeded") + Status(tree, "failed"),
            MissesPods = !tree.IsTrue("spec", "suspend") && Status(tree, "active") == 0,
            IsProbed = true,
            RunsToAnEnd = true,
        },
        "Pod" => new WorkloadLook
        {
            Pods = 1,
            IsProbed = tree.Text("spec", "restartPolicy") is "Never" or "OnFailure" || Probes.AreOn(tree.At("spec")),
        },
        _ => null,
    };

    static WorkloadLook Common(Tree tree) => new()
    {
        Pods = Status(tree, "replicas"),
        IsProbed = Probes.AreOn(tree.At("spec", "template", "spec")),
        MinReadySeconds = tree.Number("spec", "minReadySeconds") ?? 0,
    };

    static long Status(Tree tree, string field) => tree.Number("status", field) ?? 0;
}
