using NinjaBuild.Deploy.Waiting.Looks;

namespace NinjaBuild.Deploy.Waiting.Evidence;

/// <summary>Says of pods that neither fail nor become ready what is known of that.</summary>
static class HangingPods
{
    /// <summary><c>pod web-5f4d has not become ready: container web: Readiness probe failed: …</c>; null where there is more to say of them, or nothing.</summary>
    /// <param name="pods">The newest pods of an object.</param>
    /// <param name="findings">What was found of them, the worst first.</param>
    /// <param name="warnings">What the cluster says of them.</param>
    public static string? Of(IReadOnlyList<PodLook> pods, IReadOnlyList<Finding> findings, IReadOnlyList<EventText> warnings)
    {
        if (findings is not [{ Reason: EvidenceChoice.NotReady } first, ..]) return null;
        var (pod, unready) = (first.Pod, pods.Count(pod => pod is { IsReady: false, IsOver: false }));
        var who = unready > 1 ? $"{unready} of {pods.Count} pods have not become ready, such as {pod.Name}" : $"pod {pod.Name} has not become ready";
        var why = Warning(pod, warnings) ?? pod.ReadyMessage;
        return why.Length > 0 ? $"{who}: {why}" : who;
    }

    // Once its container has started, what the cluster said of the pod before, such as that no node took it, is over.
    static string? Warning(PodLook pod, IReadOnlyList<EventText> warnings)
    {
        var ofIt = warnings.Where(warning => warning.Uid == pod.Uid).OrderByDescending(warning => warning.Time);
        return pod is { HasStarted: true, UnreadyContainer: { } container }
            ? ofIt.FirstOrDefault(warning => warning.Part.EndsWith($"{{{container}}}", StringComparison.Ordinal)) is { } ofContainer ? $"container {container}: {ofContainer.Message}" : null
            : ofIt.FirstOrDefault()?.Message;
    }
}
