using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Health;

/// <summary>Health of what runs to an end.</summary>
static class JobHealth
{
    // Argo CD takes a Job that was suspended and runs again for healthy; here it is not before it is complete.
    public static ObjectHealth Job(IReadOnlyDictionary<string, object?> live)
    {
        ObjectHealth? ended = null;
        foreach (var condition in Condition.Of(live))
        {
            switch (condition.Type)
            {
                case "Failed":
                    return ObjectHealth.Degraded(condition.Text.Length > 0 ? condition.Text : "failed");
                case "Suspended" when condition.IsTrue:
                    ended = ObjectHealth.Suspended("is suspended");
                    break;
                case "Complete":
                    ended ??= ObjectHealth.Healthy("completed");
                    break;
            }
        }

        return ended ?? ObjectHealth.Progressing(Counts(live));
    }

    // A CronJob that was suspended, or whose first Job is not done, is healthy: Argo CD waits for neither.
    public static ObjectHealth CronJob(IReadOnlyDictionary<string, object?> live)
    {
        if (live.IsTrue("spec", "suspend")) return ObjectHealth.Healthy("is suspended");
        if (live.At("status") is null) return ObjectHealth.Progressing("waits for its controller");
        if (live.Text("status", "lastScheduleTime") is not { } scheduled) return ObjectHealth.Healthy("has not run yet");
        if (live.Text("status", "lastSuccessfulTime") is not { } succeeded) return ObjectHealth.Healthy("has never succeeded so far");
        if (live.Items("status", "active").Count > 0) return ObjectHealth.Healthy("runs");
        return string.CompareOrdinal(succeeded, scheduled) < 0
            ? ObjectHealth.Degraded("its last run did not succeed")
            : ObjectHealth.Healthy("its last run succeeded");
    }

    static string Counts(IReadOnlyDictionary<string, object?> live)
    {
        long active = live.Number("status", "active") ?? 0;
        long failed = live.Number("status", "failed") ?? 0;
        var pods = active == 1 ? "1 pod runs" : $"{active} pods run";
        return failed == 0 ? pods : $"{pods}, {failed} failed";
    }
}
