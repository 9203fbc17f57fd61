using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Releases;

namespace NinjaBuild.Deploy.Recovery;

/// <summary>Finds the revision that a rollback goes to.</summary>
static class RollbackTarget
{
    /// <summary>
    /// The revision of a number; where none is given, the last good one, unless that is what the cluster runs: then the good one before it.
    /// </summary>
    /// <exception cref="DeployException">There is none; which there are.</exception>
    public static Revision Of(Release release, RevisionHistory history, int? number)
    {
        if (number is { } wanted)
        {
            return history.Revisions.FirstOrDefault(revision => revision.Number == wanted)
                ?? throw new DeployException(release.ToString(), $"has no revision {wanted} on record, but {Numbers(history.Revisions)}");
        }

        // After a revision that was rolled back the cluster runs the one before; after one that failed, or was cut off, nobody knows what.
        var last = history.Revisions.LastOrDefault(revision => revision.Status != RevisionStatus.RolledBack);
        return history.Revisions.LastOrDefault(revision => revision.IsGood && !(revision == last && revision.Status == RevisionStatus.Deployed))
            ?? throw new DeployException(release.ToString(), $"has no good revision to go back to; on record: {Numbers(history.Revisions)}");
    }

    static string Numbers(IReadOnlyList<Revision> revisions) =>
        revisions.Count == 0 ? "none" : string.Join(", ", revisions.Select(revision => $"{revision.Number} ({revision.Status})"));
}
