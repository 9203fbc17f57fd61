using System.Globalization;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Controllers;

/// <summary>Rolls a Deployment's pods over to its template: pkg/controller/deployment, one step at a time.</summary>
sealed class DeploymentController(ControllerWrites writes, Deadlines deadlines)
{
    const string Revision = "deployment.kubernetes.io/revision";
    const string TemplateHash = "pod-template-hash";

    public void Reconcile(ObjectKey key)
    {
        if (writes.Get(key) is not { } deployment || deployment.Tree.IsDeleting()) return;
        var sets = writes.ControlledBy(deployment, "replicasets.apps");
        var name = $"{key.Name}-{HashOf(deployment.Tree)}";
        if (!deployment.Tree.IsTrue("spec", "paused"))
        {
            if (!sets.Exists(set => set.Key.Name == name)) CreateSet(deployment, sets, name);
            sets = writes.ControlledBy(deployment, "replicasets.apps");
            Scale(deployment.Tree, sets, name);
            if (sets.Find(set => set.Key.Name == name) is { } current)
                writes.Change(key, tree => tree.Own("metadata", "annotations")[Revision] = current.Tree.Text("metadata", "annotations", Revision));
        }

        Tell(key, name);
    }

    static string HashOf(Tree deployment) => ControllerWrites.Hash(JsonTree.Text(deployment.At("spec", "template")));

    void CreateSet(StoredObject deployment, List<StoredObject> sets, string name)
    {
        long revision = 1 + sets.Max(set => (long?)RevisionOf(set)) ?? 1;
        var hash = new Tree { [TemplateHash] = name[(deployment.Key.Name.Length + 1)..] };
        var template = TreeAccess.CopyMapping(deployment.Tree.Mapping("spec", "template"));
        foreach (var (label, value) in hash) template.Own("metadata", "labels")[label] = value;
        var selector = TreeAccess.CopyMapping(deployment.Tree.Mapping("spec", "selector"));
        foreach (var (label, value) in hash) selector.Own("matchLabels")[label] = value;
        var set = ControllerWrites.Child(deployment, "apps/v1", "ReplicaSet", new Tree
        {
            ["name"] = name,
            ["labels"] = template.Own("metadata", "labels").Copied(),
            ["annotations"] = new Tree { [Revision] = revision.ToString(CultureInfo.InvariantCulture) },
        });
        set["spec"] = new Tree { ["replicas"] = 0L, ["selector"] = selector, ["template"] = template };
        writes.Create(set);
    }

    // pkg/controller/deployment/rolling.go, and recreate.go.
    void Scale(Tree deployment, List<StoredObject> sets, string name)
    {
        int wanted = (int)(deployment.Number("spec", "replicas") ?? 1);
        if (sets.Find(set => set.Key.Name == name) is not { } current) return;
        var old = sets.FindAll(set => set.Key.Name != name && Replicas(set) > 0);
        if (deployment.Text("spec", "strategy", "type") == "Recreate")
        {
            foreach (var set in old) ScaleTo(set, 0);
            if (old.TrueForAll(set => (set.Tree.Number("status", "replicas") ?? 0) == 0)) ScaleTo(current, wanted);
            return;
        }

        var rolling = deployment.At("spec", "strategy", "rollingUpdate");
        int surge = ControllerWrites.Share(rolling.At("maxSurge"), wanted, isRoundedUp: true);
        int unavailable = ControllerWrites.Share(rolling.At("maxUnavailable"), wanted, isRoundedUp: false);
        if (surge == 0 && unavailable == 0) unavailable = 1;
        int all = sets.Sum(Replicas);
        int mine = Replicas(current);
        int target = mine > wanted ? wanted : Math.Min(wanted, mine + Math.Max(0, wanted + surge - all));
        ScaleTo(current, target);

        int most = all + target - mine - (wanted - unavailable) - (target - Available(current));
        foreach (var set in old.OrderBy(RevisionOf))
        {
            if (most <= 0) return;
            int broken = Math.Min(most, Replicas(set) - Available(set));
            int spare = Math.Max(0, Math.Min(most - broken, sets.Sum(Available) - (wanted - unavailable)));
            int fewer = Math.Min(Replicas(set), Math.Max(0, broken) + spare);
            ScaleTo(set, Replicas(set) - fewer);
            most -= fewer;
        }
    }

    void ScaleTo(StoredObject set, int replicas) => writes.Change(set.Key, tree => tree.Own("spec")["replicas"] = (long)replicas);

    void Tell(ObjectKey key, string name)
    {
        var deployment = writes.Get(key)!;
        var sets = writes.ControlledBy(deployment, "replicasets.apps");
        var current = sets.Find(set => set.Key.Name == name);
        long wanted = deployment.Tree.Number("spec", "replicas") ?? 1;
        writes.Status(key, status =>
        {
            var before = status.Copied();
            long all = sets.Sum(set => set.Tree.Number("status", "replicas") ?? 0);
            long available = sets.Sum(Available);
            status["observedGeneration"] = deployment.Tree.Number("metadata", "generation") ?? 0;
            status["replicas"] = all;
            status["updatedReplicas"] = current?.Tree.Number("status", "replicas") ?? 0;
            status["readyReplicas"] = sets.Sum(set => set.Tree.Number("status", "readyReplicas") ?? 0);
            status["availableReplicas"] = available;
            status["unavailableReplicas"] = Math.Max(0, Math.Max(wanted, all) - available);
            int unavailable = ControllerWrites.Share(deployment.Tree.At("spec", "strategy", "rollingUpdate", "maxUnavailable"), (int)wanted, isRoundedUp: false);
            bool isAvailable = available >= wanted - unavailable;
            Conditions.Set(
                status, "Available", isAvailable, isAvailable ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                isAvailable ? "Deployment has minimum availability." : "Deployment does not have minimum availability.", writes.Now, "lastUpdateTime");
            Failure(status, current);
            Progress(deployment.Tree, status, before, name);
        });
    }

    void Failure(Tree status, StoredObject? current)
    {
        if (current is not null && Conditions.Find(current.Tree, "ReplicaFailure") is { } failure)
            Conditions.Set(status, "ReplicaFailure", isTrue: true, "FailedCreate", failure.Text("message") ?? "", writes.Now, "lastUpdateTime");
        else Conditions.Remove(status, "ReplicaFailure");
    }

    void Progress(Tree deployment, Tree status, Tree before, string set)
    {
        long wanted = deployment.Number("spec", "replicas") ?? 1;
        bool isComplete = status.Number("updatedReplicas") == wanted && status.Number("replicas") == wanted && status.Number("availableReplicas") == wanted;
        if (isComplete)
        {
            Conditions.Set(status, "Progressing", isTrue: true, "NewReplicaSetAvailable", $"ReplicaSet \"{set}\" has successfully progressed.", writes.Now, "lastUpdateTime");
            return;
        }

        bool hasMoved = HasMoved(before, status);
        var condition = Conditions.Find(new Tree { ["status"] = status }, "Progressing");
        if (hasMoved || condition is null)
        {
            // The time of the last progress is what the deadline counts from, even where the words stay the same.
            if (condition is not null) condition["message"] = "";
            Conditions.Set(status, "Progressing", isTrue: true, "ReplicaSetUpdated", $"ReplicaSet \"{set}\" is progressing.", writes.Now, "lastUpdateTime");
            condition = Conditions.Find(new Tree { ["status"] = status }, "Progressing");
        }

        if (deployment.Number("spec", "progressDeadlineSeconds") is not { } seconds || condition.Text("reason") == "ProgressDeadlineExceeded") return;
        var due = DateTimeOffset.Parse(condition.Text("lastUpdateTime")!, CultureInfo.InvariantCulture).AddSeconds(seconds);
        if (writes.Now < due) deadlines.Add(due);
        else Conditions.Set(status, "Progressing", isTrue: false, "ProgressDeadlineExceeded", $"ReplicaSet \"{set}\" has timed out progressing.", writes.Now, "lastUpdateTime");
    }

    // pkg/controller/deployment/util: DeploymentProgressing.
    static bool HasMoved(Tree before, Tree after)
    {
        long Of(Tree status, string field) => status.Number(field) ?? 0;
        return Of(before, "observedGeneration") != Of(after, "observedGeneration")
            || Of(after, "updatedReplicas") > Of(before, "updatedReplicas")
            || Of(after, "readyReplicas") > Of(before, "readyReplicas")
            || Of(after, "availableReplicas") > Of(before, "availableReplicas")
            || Of(after, "replicas") - Of(after, "updatedReplicas") < Of(before, "replicas") - Of(before, "updatedReplicas");
    }

    static int RevisionOf(StoredObject set) => int.TryParse(set.Tree.Text("metadata", "annotations", Revision), CultureInfo.InvariantCulture, out int revision) ? revision : 0;

    static int Replicas(StoredObject set) => (int)(set.Tree.Number("spec", "replicas") ?? 0);

    static int Available(StoredObject set) => (int)(set.Tree.Number("status", "availableReplicas") ?? 0);
}
