using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Controllers;

/// <summary>Keeps as many pods as a ReplicaSet wants.</summary>
sealed class ReplicaSetController(ControllerWrites writes)
{
    const string Manager = "replicaset-controller";

    public void Reconcile(ObjectKey key)
    {
        if (writes.Get(key) is not { } set || set.Tree.IsDeleting()) return;
        long wanted = set.Tree.Number("spec", "replicas") ?? 1;
        var pods = Alive(writes.ControlledBy(set, "pods"));
        var failure = wanted > pods.Count ? Create(set, wanted - pods.Count) : null;
        foreach (var surplus in pods.OrderBy(pod => Conditions.IsTrue(pod.Tree, "Ready")).Take((int)Math.Max(0, pods.Count - wanted))) writes.Delete(surplus);

        pods = Alive(writes.ControlledBy(set, "pods"));
        int ready = pods.Count(pod => Conditions.IsTrue(pod.Tree, "Ready"));
        writes.Status(key, status =>
        {
            status["observedGeneration"] = set.Tree.Number("metadata", "generation") ?? 0;
            status["replicas"] = (long)pods.Count;
            status["fullyLabeledReplicas"] = (long)pods.Count;
            status["readyReplicas"] = (long)ready;
            status["availableReplicas"] = (long)ready;
            if (failure is not null) Conditions.Set(status, "ReplicaFailure", isTrue: true, "FailedCreate", failure, writes.Now);
            else if (pods.Count == wanted) Conditions.Remove(status, "ReplicaFailure");
        });
    }

    string? Create(StoredObject set, long count)
    {
        var template = set.Tree.At("spec", "template");
        for (long i = 0; i < count; i++)
        {
            var pod = ControllerWrites.PodOf(set, template, new Tree { ["generateName"] = set.Key.Name + "-" });
            if (writes.Create(pod) is not { } failure) continue;
            if (Known(set, failure) is { } known) return known;
            writes.Event(set, "Warning", "FailedCreate", $"Error creating: {failure}", Manager);
            return failure;
        }

        return null;
    }

    // A real controller waits longer from try to try; what it says differs in the generated name of the pod alone.
    static string? Known(StoredObject set, string failure)
    {
        var known = Conditions.Find(set.Tree, "ReplicaFailure").Text("message");
        int why = failure.IndexOf(" is forbidden: ", StringComparison.Ordinal);
        return known is not null && why >= 0 && known.EndsWith(failure[why..], StringComparison.Ordinal) ? known : null;
    }

    static List<StoredObject> Alive(List<StoredObject> pods) => pods.FindAll(pod => pod.Tree.Text("status", "phase") is not ("Succeeded" or "Failed"));
}
