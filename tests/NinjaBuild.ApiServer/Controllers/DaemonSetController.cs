using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Controllers;

/// <summary>Keeps one pod of a DaemonSet on each node; the cluster has one node.</summary>
sealed class DaemonSetController(ControllerWrites writes)
{
    const string RevisionLabel = "controller-revision-hash";

    public void Reconcile(ObjectKey key)
    {
        if (writes.Get(key) is not { } set || set.Tree.IsDeleting()) return;
        var revision = ControllerWrites.Hash(JsonTree.Text(set.Tree.At("spec", "template")));
        if (set.Tree.Text("spec", "updateStrategy", "type") != "OnDelete")
        {
            foreach (var old in writes.ControlledBy(set, "pods").Where(pod => Revision(pod) != revision)) writes.Delete(old);
        }

        if (writes.ControlledBy(set, "pods").Count == 0)
        {
            var pod = ControllerWrites.PodOf(set, set.Tree.At("spec", "template"), new Tree { ["generateName"] = key.Name + "-" }, new Tree { [RevisionLabel] = revision });
            if (writes.Create(pod) is { } failure) writes.Event(set, "Warning", "FailedCreate", $"Error creating: {failure}", "daemonset-controller");
        }

        var pods = writes.ControlledBy(set, "pods");
        long ready = pods.Count(pod => Conditions.IsTrue(pod.Tree, "Ready"));
        writes.Status(key, status =>
        {
            status["observedGeneration"] = set.Tree.Number("metadata", "generation") ?? 0;
            status["currentNumberScheduled"] = (long)pods.Count;
            status["desiredNumberScheduled"] = 1L;
            status["numberMisscheduled"] = 0L;
            status["numberReady"] = ready;
            status["numberAvailable"] = ready;
            status["numberUnavailable"] = 1 - ready;
            status["updatedNumberScheduled"] = (long)pods.Count(pod => Revision(pod) == revision);
        });
    }

    static string? Revision(StoredObject pod) => pod.Tree.Text("metadata", "labels", RevisionLabel);
}
