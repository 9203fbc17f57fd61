using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Health;

/// <summary>Health of a Pod.</summary>
static class PodHealth
{
    public static ObjectHealth Of(IReadOnlyDictionary<string, object?> live)
    {
        bool runsForever = live.Text("spec", "restartPolicy") == "Always" || IgnoresRestartPolicy(live);
        if (runsForever && WaitingTrouble(live) is { } trouble) return ObjectHealth.Degraded(trouble);
        var message = live.Text("status", "message") ?? "";
        return live.Text("status", "phase") switch
        {
            "Pending" => ObjectHealth.Progressing(PodTrouble.Of(live) is [var first, ..] ? first.ToString() : message),
            "Succeeded" => ObjectHealth.Healthy(message),
            "Failed" when message.Length == 0 && PodTrouble.Of(live) is [var first, ..] => ObjectHealth.Degraded(first.ToString()),
            "Failed" => ObjectHealth.Degraded(message),
            "Running" => runsForever ? Running(live, message) : ObjectHealth.Progressing("runs"),
            _ => new ObjectHealth(HealthStatus.Unknown, message.Length > 0 ? message : "its node says nothing"),
        };
    }

    // An annotation of Argo CD's: the Pod is no hook, whatever its restart policy.
    static bool IgnoresRestartPolicy(IReadOnlyDictionary<string, object?> live)
    {
        var annotations = live.Mapping("metadata", "annotations");
        return annotations.Text("argocd.argoproj.io/ignore-restart-policy") == "true"
            && !annotations.ContainsKey(ArgoCdHook.Annotation)
            && !annotations.ContainsKey(HelmHook.Annotation);
    }

    static ObjectHealth Running(IReadOnlyDictionary<string, object?> live, string message)
    {
        if (Condition.Find(live, "Ready") is { IsTrue: true }) return ObjectHealth.Healthy(message);
        foreach (var status in live.Items("status", "containerStatuses"))
        {
            if (status.At("lastState", "terminated") is { } ended)
                return ObjectHealth.Degraded($"{status.Text("name")} ended ({ended.Text("reason")}, exit code {ended.Number("exitCode")}) and is not ready");
        }

        return ObjectHealth.Progressing(message.Length > 0 ? message : "is not ready yet");
    }

    static string? WaitingTrouble(IReadOnlyDictionary<string, object?> live)
    {
        var troubles = new List<string>();
        foreach (var trouble in PodTrouble.Of(live))
        {
            if (trouble.Kind == PodTroubleKind.Waiting && !trouble.IsInitContainer) troubles.Add(trouble.ToString());
        }

        return troubles.Count == 0 ? null : string.Join(", ", troubles);
    }
}
