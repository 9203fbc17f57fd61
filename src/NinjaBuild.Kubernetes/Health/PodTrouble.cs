using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Health;

/// <summary>What kind of trouble a Pod has.</summary>
public enum PodTroubleKind
{
    /// <summary>No node takes it.</summary>
    Unschedulable,

    /// <summary>A container cannot start, or does not stay up.</summary>
    Waiting,

    /// <summary>A container ended with an error.</summary>
    Failed,
}

/// <summary>Why a Pod does not get on; known long before its Deployment's deadline.</summary>
/// <param name="Kind">What kind of trouble.</param>
/// <param name="Container">The container; null where it is the whole Pod.</param>
/// <param name="IsInitContainer">Whether it is an init container.</param>
/// <param name="Reason">The cluster's word for it: <c>ImagePullBackOff</c>, <c>CrashLoopBackOff</c>, <c>Unschedulable</c>, <c>OOMKilled</c>.</param>
/// <param name="Message">What the cluster says about it.</param>
public sealed record PodTrouble(PodTroubleKind Kind, string? Container, bool IsInitContainer, string Reason, string Message)
{
    /// <summary>
    /// Whether waiting longer is of no use in most cases: an image that cannot be pulled, a container that keeps crashing, a wrong reference.
    /// </summary>
    public bool IsLasting => Kind == PodTroubleKind.Waiting && Reason is not ("ErrImagePull" or "RunContainerError");

    /// <summary>The troubles of a Pod, the worst for everything else first; empty where it has none.</summary>
    public static IReadOnlyList<PodTrouble> Of(IReadOnlyDictionary<string, object?> pod)
    {
        var result = new List<PodTrouble>();
        if (Condition.Find(pod, "PodScheduled") is { IsFalse: true } scheduled)
            result.Add(new PodTrouble(PodTroubleKind.Unschedulable, Container: null, IsInitContainer: false, scheduled.Reason, scheduled.Message));
        Add(result, pod.Items("status", "initContainerStatuses"), isInit: true);
        Add(result, pod.Items("status", "containerStatuses"), isInit: false);
        return result;
    }

    /// <summary><c>web: ImagePullBackOff: Back-off pulling image "x"</c>.</summary>
    public override string ToString()
    {
        var what = Message.Length == 0 ? Reason : $"{Reason}: {Message}";
        return Container is null ? what : $"{Container}: {what}";
    }

    static void Add(List<PodTrouble> troubles, IReadOnlyList<object?> statuses, bool isInit)
    {
        foreach (var status in statuses)
        {
            var name = status.Text("name");
            if (status.At("state", "waiting") is { } waiting && waiting.Text("reason") is { } reason && IsTrouble(reason))
                troubles.Add(new PodTrouble(PodTroubleKind.Waiting, name, isInit, reason, waiting.Text("message") ?? ""));
            else if (status.At("state", "terminated") is { } ended && (ended.Number("exitCode") ?? 0) != 0)
                troubles.Add(Failed(name, isInit, ended));
        }
    }

    static PodTrouble Failed(string? name, bool isInit, object ended)
    {
        var message = ended.Text("message") ?? $"exit code {ended.Number("exitCode")}";
        return new PodTrouble(PodTroubleKind.Failed, name, isInit, ended.Text("reason") ?? "Error", message);
    }

    // ErrImagePull, CreateContainerConfigError, ImagePullBackOff …; PodInitializing and ContainerCreating are none.
    static bool IsTrouble(string reason) =>
        reason.StartsWith("Err", StringComparison.Ordinal)
        || reason.EndsWith("Error", StringComparison.Ordinal)
        || reason.EndsWith("BackOff", StringComparison.Ordinal)
        || reason == "InvalidImageName";
}
