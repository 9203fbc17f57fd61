namespace NinjaBuild.Deploy.Records;

/// <summary>The revisions of a release that are on record.</summary>
/// <param name="Revisions">Those that could be read, oldest first.</param>
/// <param name="Problems">The records that could not: which Secret, what is wrong with it, what to do.</param>
/// <param name="NextNumber">The number of the next revision: beyond those too that could not be read.</param>
public sealed record RevisionHistory(IReadOnlyList<Revision> Revisions, IReadOnlyList<DeployProblem> Problems, int NextNumber)
{
    /// <summary>Those that could be read, oldest first.</summary>
    public IReadOnlyList<Revision> Revisions { get; } = WithOneDeployed(Revisions);

    /// <summary>The newest; null where there is none.</summary>
    public Revision? Latest => Revisions.Count > 0 ? Revisions[^1] : null;

    /// <summary>The newest, where it failed or was cut off, so that nobody knows what the cluster runs; else null.</summary>
    public Revision? Unfinished => Latest is { Status: RevisionStatus.Deploying or RevisionStatus.Failed or RevisionStatus.Interrupted } latest ? latest : null;

    /// <summary>The newest with which the cluster was healthy; null where there is none.</summary>
    public Revision? LastGood => Revisions.LastOrDefault(revision => revision.IsGood);

    // Whoever deployed a revision may have been killed before it could say that the one before is superseded.
    static IReadOnlyList<Revision> WithOneDeployed(IReadOnlyList<Revision> revisions)
    {
        var last = revisions.LastOrDefault(revision => revision.IsGood);
        return [.. revisions.Select(revision => revision.Status == RevisionStatus.Deployed && revision != last ? revision with { Status = RevisionStatus.Superseded } : revision)];
    }
}
