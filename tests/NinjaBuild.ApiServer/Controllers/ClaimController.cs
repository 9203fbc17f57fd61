using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Controllers;

/// <summary>Binds PersistentVolumeClaims.</summary>
sealed class ClaimController(ControllerWrites writes, ClusterSimulation simulation)
{
    public void Reconcile(ObjectKey key)
    {
        if (writes.Get(key) is not { } claim || simulation.HoldClaims || claim.Tree.Text("status", "phase") == "Bound") return;

        // The binder, not the claim's writer, may set what else is immutable: it goes past the check.
        var bound = claim.Tree.Copied();
        bound.Own("spec").TryAdd("volumeName", $"pvc-{claim.Tree.Uid()}");
        var status = bound.Own("status");
        status["phase"] = "Bound";
        status["accessModes"] = TreeAccess.Copy(bound.At("spec", "accessModes"));
        status["capacity"] = TreeAccess.Copy(bound.At("spec", "resources", "requests"));
        writes.Overwrite(key, bound);
    }
}
