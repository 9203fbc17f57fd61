using NinjaBuild.Deploy.Waiting.Evidence;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Looks;

/// <summary>What is kept of an object that is waited for, out of what the server told of it last.</summary>
sealed record ObjectLook
{
    /// <summary>Its uid.</summary>
    public required string Uid { get; init; }

    /// <summary>Its generation; null where the kind has none.</summary>
    public long? Generation { get; init; }

    /// <summary>The generation that its controller has seen; null where the kind does not say.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>How it is.</summary>
    public required ObjectHealth Health { get; init; }

    /// <summary>Whether somebody deletes it.</summary>
    public bool IsDeleting { get; init; }

    /// <summary>Who has to let it go before it is gone.</summary>
    public IReadOnlyList<string> Finalizers { get; init; } = [];

    /// <summary>Whether nothing more happens to it: a Job that completed.</summary>
    public bool IsOver { get; init; }

    /// <summary>What it says itself of its trouble.</summary>
    public Sign? Sign { get; init; }

    /// <summary>What is particular to kinds that keep pods.</summary>
    public WorkloadLook? Workload { get; init; }

    /// <summary>What of the cluster decides whether waiting is of any use.</summary>
    public ClusterQuestion? Question { get; init; }

    /// <summary>Looks at an object.</summary>
    public static ObjectLook Of(Tree tree)
    {
        var kind = tree.Text("kind") ?? "";
        var health = HealthCheck.Of(tree);
        health = health with { Reason = PlainText.Line(health.Reason) };
        var uid = tree.Text("metadata", "uid") ?? "";
        return new ObjectLook
        {
            Uid = uid,
            Generation = tree.Number("metadata", "generation"),
            ObservedGeneration = tree.Number("status", "observedGeneration"),
            Health = HasOwnAddress(tree, kind) ? new ObjectHealth(HealthStatus.Healthy, "has an address of its own") : health,
            IsDeleting = tree.At("metadata", "deletionTimestamp") is not null,
            Finalizers = [.. tree.Items("metadata", "finalizers").OfType<string>().Concat(tree.Items("spec", "finalizers").OfType<string>())],
            IsOver = health.Status == HealthStatus.Healthy && kind is "Job" or "Pod" && tree.Text("status", "phase") is null or "Succeeded",
            Sign = OwnSign.Of(tree, kind, uid, health),
            Workload = WorkloadLook.Of(tree, kind),
            Question = ClusterQuestion.Of(tree, kind),
        };
    }

    // Whoever names an external address asks nobody for one.
    static bool HasOwnAddress(Tree tree, string kind) => kind == "Service" && tree.Items("spec", "externalIPs").Count > 0;
}
