using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Looks;

/// <summary>A container of a pod as its status tells of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsReady">Whether it is ready; an init container, whether it is done.</param>
/// <param name="IsRunning">Whether it runs.</param>
/// <param name="IsProbed">Whether a probe says when it is ready.</param>
/// <param name="Restarts">How often it was started again.</param>
/// <param name="LastEnd">How its last run ended: <c>OOMKilled (exit code 137)</c>; null where it never did.</param>
/// <param name="HasFailedBefore">Whether its last run ended as it should not have.</param>
/// <param name="EndedAt">When its last run ended, as the server writes times; empty where it never did.</param>
sealed record ContainerLook(
    string Name, bool IsReady, bool IsRunning, bool IsProbed, long Restarts, string? LastEnd, bool HasFailedBefore, string EndedAt)
{
    /// <summary>Whether it runs or has run.</summary>
    public bool HasStarted => IsRunning || LastEnd is not null;

    /// <summary>The containers of a pod, init containers first.</summary>
    public static List<ContainerLook> Of(Tree pod)
    {
        var result = new List<ContainerLook>();
        Add(result, pod, "initContainers", "initContainerStatuses");
        Add(result, pod, "containers", "containerStatuses");
        return result;
    }

    static void Add(List<ContainerLook> result, Tree pod, string specs, string statuses)
    {
        foreach (var status in pod.Items("status", statuses))
        {
            var name = status.Text("name") ?? "";
            var spec = pod.Items("spec", specs).FirstOrDefault(container => container.Text("name") == name);
            var end = status.At("state", "terminated") ?? status.At("lastState", "terminated");
            bool isInit = specs == "initContainers" && spec.Text("restartPolicy") != "Always";

            // A container that is to run for ever has failed by ending, whatever its exit code.
            bool mustRun = !isInit && pod.Text("spec", "restartPolicy") is null or "Always";
            long code = end.Number("exitCode") ?? 0;
            result.Add(new ContainerLook(
                name,
                status.IsTrue("ready"),
                status.At("state", "running") is not null,
                Probes.IsOn(spec),
                status.Number("restartCount") ?? 0,
                end is null ? null : $"{end.Text("reason") ?? "ended"} (exit code {code})",
                end is not null && (code != 0 || mustRun),
                end.Text("finishedAt") ?? ""));
        }
    }
}
