namespace NinjaBuild.Hermetic;

/// <summary>What a build knows of the output folders that it was not asked for.</summary>
public sealed record BuildScope
{
    /// <summary>
    /// Whether, once this run is done, everything there is to build is up to date; null where it is so if it was before, or an earlier run of the same build made it so, and no source changed.
    /// </summary>
    public bool? IsWhole { get; init; }

    /// <summary>Folders of earlier builds that nothing makes any more; they are deleted.</summary>
    public IReadOnlyCollection<string> Removed { get; init; } = [];

    /// <summary>Whether what changed in the sources does not concern a folder; any other one counts as stale from then on.</summary>
    public Func<string, bool> IsUnaffected { get; init; } = static _ => false;
}
