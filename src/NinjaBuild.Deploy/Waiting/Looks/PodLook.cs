using NinjaBuild.Deploy.Waiting.Evidence;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Looks;

/// <summary>What is kept of a pod.</summary>
sealed record PodLook
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its uid.</summary>
    public required string Uid { get; init; }

    /// <summary>The uid of its controller; empty where it has none.</summary>
    public required string Owner { get; init; }

    /// <summary>Its label <c>controller-revision-hash</c>.</summary>
    public string? RevisionHash { get; init; }

    /// <summary>Its label <c>pod-template-generation</c>.</summary>
    public string? TemplateGeneration { get; init; }

    /// <summary>Whether somebody deletes it.</summary>
    public bool IsDeleting { get; init; }

    /// <summary>Whether it has ended, well or not.</summary>
    public bool IsOver { get; init; }

    /// <summary>Whether it is ready.</summary>
    public bool IsReady { get; init; }

    /// <summary>Why it is not ready, as its condition says.</summary>
    public string ReadyMessage { get; init; } = "";

    /// <summary>Whether its containers are started again where they fail.</summary>
    public bool RestartsOnFailure { get; init; }

    /// <summary>The first of its containers that is not ready; null where none has a state.</summary>
    public string? UnreadyContainer { get; init; }

    /// <summary>Whether that container has started.</summary>
    public bool HasStarted { get; init; }

    /// <summary>When it was made, or its last container ended: the server's text, which sorts.</summary>
    public string Time { get; init; } = "";

    /// <summary>What is wrong with it, or was until a moment ago.</summary>
    public IReadOnlyList<Sign> Signs { get; init; } = [];

    /// <summary>The ends of containers that ended with an error, for a pod that has ended as a whole.</summary>
    public IReadOnlyList<Sign> Ends { get; init; } = [];

    /// <summary>Looks at a pod.</summary>
    public static PodLook Of(Tree pod)
    {
        bool isOver = pod.Text("status", "phase") is "Succeeded" or "Failed";
        var containers = ContainerLook.Of(pod);
        var unready = containers.Find(container => !container.IsReady);
        var ready = Condition.Find(pod, "Ready");
        var signs = PodSigns.Of(pod, containers);
        return new PodLook
        {
            Name = pod.Text("metadata", "name") ?? "",
            Uid = pod.Text("metadata", "uid") ?? "",
            Owner = Controller(pod).Text("uid") ?? "",
            RevisionHash = pod.Text("metadata", "labels", "controller-revision-hash"),
            TemplateGeneration = pod.Text("metadata", "labels", "pod-template-generation"),
            IsDeleting = pod.At("metadata", "deletionTimestamp") is not null,
            IsOver = isOver,
            IsReady = ready is { IsTrue: true },
            ReadyMessage = PlainText.Line(ready?.Message ?? ""),
            RestartsOnFailure = pod.Text("spec", "restartPolicy") is not "Never",
            UnreadyContainer = unready?.Name,
            HasStarted = unready is { HasStarted: true },
            Time = containers.Select(container => container.EndedAt).Append(pod.Text("metadata", "creationTimestamp") ?? "").Max(StringComparer.Ordinal)!,
            Signs = isOver ? [] : signs,
            Ends = isOver ? signs : [],
        };
    }

    /// <summary>The owner that keeps an object; null where nobody does.</summary>
    public static object? Controller(Tree tree) => tree.Items("metadata", "ownerReferences").FirstOrDefault(owner => owner.IsTrue("controller"));
}
