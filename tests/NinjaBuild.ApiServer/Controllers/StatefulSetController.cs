using System.Globalization;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Controllers;

/// <summary>Keeps the numbered pods of a StatefulSet: one after another unless it says otherwise, and updated from the last to the first.</summary>
sealed class StatefulSetController(ControllerWrites writes)
{
    const string RevisionLabel = "controller-revision-hash";

    public void Reconcile(ObjectKey key)
    {
        if (writes.Get(key) is not { } set || set.Tree.IsDeleting()) return;
        var revision = $"{key.Name}-{ControllerWrites.Hash(JsonTree.Text(set.Tree.At("spec", "template")))}";
        var before = set.Tree.Text("status", "currentRevision") ?? revision;
        int wanted = (int)(set.Tree.Number("spec", "replicas") ?? 1);
        var failure = Create(set, wanted, revision);
        foreach (var surplus in Pods(set).Where(pod => Ordinal(pod) >= wanted).OrderByDescending(Ordinal)) writes.Delete(surplus);
        Update(set, wanted, revision);
        Tell(set, wanted, revision, before);
        if (failure is not null) writes.Event(set, "Warning", "FailedCreate", $"create Pod in StatefulSet {key.Name} failed error: {failure}", "statefulset-controller");
    }

    string? Create(StoredObject set, int wanted, string revision)
    {
        bool isParallel = set.Tree.Text("spec", "podManagementPolicy") == "Parallel";
        for (int i = 0; i < wanted; i++)
        {
            var name = $"{set.Key.Name}-{i.ToString(CultureInfo.InvariantCulture)}";
            if (writes.Get("pods", set.Key.Namespace, name) is { } pod)
            {
                if (isParallel || Conditions.IsTrue(pod.Tree, "Ready")) continue;
                return null;
            }

            Claims(set, name);
            var labels = new Tree { [RevisionLabel] = revision, ["statefulset.kubernetes.io/pod-name"] = name, ["apps.kubernetes.io/pod-index"] = i.ToString(CultureInfo.InvariantCulture) };
            if (writes.Create(ControllerWrites.PodOf(set, set.Tree.At("spec", "template"), new Tree { ["name"] = name }, labels)) is { } failure) return failure;
            if (!isParallel) return null;
        }

        return null;
    }

    void Claims(StoredObject set, string pod)
    {
        foreach (var template in set.Tree.Items("spec", "volumeClaimTemplates"))
        {
            var name = $"{template.Text("metadata", "name")}-{pod}";
            if (writes.Get("persistentvolumeclaims", set.Key.Namespace, name) is not null) continue;
            writes.Create(new Tree
            {
                ["apiVersion"] = "v1",
                ["kind"] = "PersistentVolumeClaim",
                ["metadata"] = new Tree { ["name"] = name, ["namespace"] = set.Key.Namespace, ["labels"] = TreeAccess.Copy(set.Tree.At("spec", "selector", "matchLabels")) },
                ["spec"] = TreeAccess.Copy(template.At("spec")),
            });
        }
    }

    // One old pod at a time, and only while all others are ready.
    void Update(StoredObject set, int wanted, string revision)
    {
        if (set.Tree.Text("spec", "updateStrategy", "type") == "OnDelete") return;
        long partition = set.Tree.Number("spec", "updateStrategy", "rollingUpdate", "partition") ?? 0;
        foreach (var pod in Pods(set).Where(pod => Ordinal(pod) < wanted).OrderByDescending(Ordinal))
        {
            if (Ordinal(pod) < partition) return;
            if (Revision(pod) != revision)
            {
                writes.Delete(pod);
                return;
            }

            if (!Conditions.IsTrue(pod.Tree, "Ready")) return;
        }
    }

    void Tell(StoredObject set, int wanted, string revision, string before)
    {
        var pods = Pods(set);
        long ready = pods.Count(pod => Conditions.IsTrue(pod.Tree, "Ready"));
        long updated = pods.Count(pod => Revision(pod) == revision);
        bool isDone = updated == wanted && ready == wanted;
        writes.Status(set.Key, status =>
        {
            status["observedGeneration"] = set.Tree.Number("metadata", "generation") ?? 0;
            status["replicas"] = (long)pods.Count;
            status["readyReplicas"] = ready;
            status["availableReplicas"] = ready;
            status["updatedReplicas"] = updated;
            status["currentReplicas"] = isDone ? updated : pods.Count(pod => Revision(pod) == before);
            status["currentRevision"] = isDone ? revision : before;
            status["updateRevision"] = revision;
            status["collisionCount"] = 0L;
            if (status["currentReplicas"] is int count) status["currentReplicas"] = (long)count;
        });
    }

    List<StoredObject> Pods(StoredObject set) => writes.ControlledBy(set, "pods");

    static string? Revision(StoredObject pod) => pod.Tree.Text("metadata", "labels", RevisionLabel);

    static int Ordinal(StoredObject pod) =>
        int.TryParse(pod.Key.Name[(pod.Key.Name.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture, out int ordinal) ? ordinal : int.MaxValue;
}
