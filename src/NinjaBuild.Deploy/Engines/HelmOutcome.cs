namespace NinjaBuild.Deploy.Engines;

/// <summary>What became of a release in helm's hands.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Message">One line that says it.</param>
public sealed record HelmOutcome(DeployEnd End, string Message)
{
    /// <summary>The newest revision; null where there is none, or none could be read.</summary>
    public HelmRevision? Revision { get; init; }

    /// <summary>The number of the revision that failed, which is not the newest where helm went back; null where none was made.</summary>
    public int? Failed { get; init; }

    /// <summary>What to do now; null where nothing is left to be done.</summary>
    public string? Advice { get; init; }
}
