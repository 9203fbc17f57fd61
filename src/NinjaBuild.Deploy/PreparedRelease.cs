using NinjaBuild.Deploy.Applying;
using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Recovery;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy;

/// <summary>All that is known of a deploy before anything is changed.</summary>
/// <param name="Content">What the release is to be.</param>
/// <param name="Points">The phases in which hooks run.</param>
/// <param name="Plan">What is going to be done.</param>
/// <param name="History">The revisions so far.</param>
/// <param name="Owned">What they left in the cluster.</param>
sealed record PreparedRelease(ReleaseContent Content, HookPoints Points, DeployPlan Plan, RevisionHistory History, IReadOnlyList<RecordedObject> Owned)
{
    /// <summary>What is recorded of it.</summary>
    public RevisionObjects Record => RecordedContent.ToRecord(Content, WasThereBefore());

    /// <summary>The same with what is going to be pruned: what stays in the cluster after all must be found by the next deploy.</summary>
    public RevisionObjects RecordWithPruned
    {
        get
        {
            var pruned = Plan.Objects.Where(item => item.Action == PlanAction.Prune).Select(item => item.Identity).ToHashSet();
            return Record with { Objects = [.. Record.Objects, .. Owned.Where(item => pruned.Contains(item.Identity)).Select(item => item with { Manifest = null })] };
        }
    }

    HashSet<ObjectIdentity> WasThereBefore() =>
    [
        .. Plan.Objects.Where(item => item.Action == PlanAction.Adopt).Select(item => item.Identity),
        .. Owned.Where(item => item.WasThereBefore).Select(item => item.Identity),
    ];
}
