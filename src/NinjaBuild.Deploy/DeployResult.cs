namespace NinjaBuild.Deploy;

/// <summary>How a deploy ended.</summary>
public enum DeployEnd
{
    /// <summary>It is done, or there was nothing to do.</summary>
    Done = 0,

    /// <summary>A check failed; nothing was changed.</summary>
    Refused = 1,

    /// <summary>There are changes to make, or things that are not as they were deployed; nothing was changed.</summary>
    ChangesFound = 3,

    /// <summary>It failed, and everything is as it was before.</summary>
    RolledBack = 4,

    /// <summary>It failed, and not everything is as it was before; or it is done but for something that is left over.</summary>
    LeftBroken = 5,
}

/// <summary>How a deploy ended, and what there is to say about it.</summary>
/// <param name="End">How it ended; its number is the exit code of the process.</param>
/// <param name="Message">One line that sums it up.</param>
public sealed record DeployResult(DeployEnd End, string Message)
{
    /// <summary>What is wrong, a text each; empty where nothing is.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];
}
