using NinjaBuild.Deploy.Waiting.Evidence;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Looks;

/// <summary>Reads from an object itself that it does not get on.</summary>
static class OwnSign
{
    public static Sign? Of(Tree tree, string kind, string uid, ObjectHealth health)
    {
        if (Condition.Find(tree, "ReplicaFailure") is { IsTrue: true } failure)
            return New(uid, SignKind.NoPods, failure.Reason, failure.Message);
        if (health.Status != HealthStatus.Degraded) return null;
        return kind switch
        {
            "Deployment" => New(uid, SignKind.Deadline, "ProgressDeadlineExceeded", health.Reason),
            "Job" or "PersistentVolumeClaim" => New(uid, SignKind.Failed, "", health.Reason),
            "Pod" when tree.Text("status", "phase") == "Failed" => New(uid, SignKind.Failed, "", health.Reason),

            // What its containers say is told of its pods, of which it is one.
            "Pod" => null,
            _ => New(uid, SignKind.Degraded, "", health.Reason),
        };
    }

    static Sign New(string uid, SignKind kind, string reason, string message) =>
        new(new SignKey(uid, "", kind), PlainText.Line(reason), PlainText.Line(message));
}
