using NinjaBuild.Deploy.Waiting.Evidence;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Looks;

/// <summary>Reads from a pod that it does not get on, or did not until a moment ago.</summary>
static class PodSigns
{
    public static IReadOnlyList<Sign> Of(Tree pod, List<ContainerLook> containers)
    {
        var uid = pod.Text("metadata", "uid") ?? "";
        var result = new List<Sign>();
        foreach (var trouble in PodTrouble.Of(pod))
        {
            if (KindOf(trouble) is { } kind) result.Add(Bad(uid, kind, trouble, containers));
        }

        foreach (var container in containers)
        {
            var key = new SignKey(uid, container.Name, SignKind.Crash);
            if (container is { Restarts: > 0, HasFailedBefore: true } && StateAfterCrash(container) is { } state && !result.Exists(sign => sign.Key == key))
                result.Add(new Sign(key, "Restarted", Ended(container), state) { Log = LogSource.Previous });
        }

        return result;
    }

    // A probe's word that a container is ready is believed at once.
    static SignState? StateAfterCrash(ContainerLook container) => container switch
    {
        { IsReady: false } => SignState.Recovering,
        { IsProbed: false } => SignState.Settling,
        _ => null,
    };

    static Sign Bad(string uid, SignKind kind, PodTrouble trouble, List<ContainerLook> containers)
    {
        var message = trouble.Message;
        if (kind == SignKind.Crash && containers.Find(container => container.Name == trouble.Container) is { LastEnd: not null } crashed) message = Ended(crashed);
        return new Sign(new SignKey(uid, trouble.Container ?? "", kind), PlainText.Line(trouble.Reason), PlainText.Line(message))
        {
            Log = (kind, trouble.Kind) switch
            {
                (not SignKind.Crash, _) => LogSource.None,
                (_, PodTroubleKind.Failed) => LogSource.Last,
                _ => LogSource.Previous,
            },
        };
    }

    static string Ended(ContainerLook container) => container.Restarts switch
    {
        0 => $"ended: {container.LastEnd}",
        1 => $"restarted once, ended last: {container.LastEnd}",
        _ => $"restarted {container.Restarts} times, ended last: {container.LastEnd}",
    };

    // pkg/kubelet/container/sync_result.go and pkg/kubelet/images/types.go have the reasons. Gates hold a pod back on purpose.
    static SignKind? KindOf(PodTrouble trouble) => trouble.Kind switch
    {
        PodTroubleKind.Unschedulable => trouble.Reason == "SchedulingGated" ? null : SignKind.Unschedulable,
        PodTroubleKind.Failed => SignKind.Crash,
        _ => trouble.Reason switch
        {
            "InvalidImageName" => SignKind.Failed,
            "ErrImagePull" or "ImagePullBackOff" or "ErrImageNeverPull" or "ImageInspectError" or "RegistryUnavailable" => SignKind.ImagePull,
            "CrashLoopBackOff" or "RunContainerError" or "PostStartHookError" => SignKind.Crash,
            _ => SignKind.Configuration,
        },
    };
}
