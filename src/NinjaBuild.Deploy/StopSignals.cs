namespace NinjaBuild.Deploy;

/// <summary>How a user ends a deploy before its time.</summary>
/// <param name="Stop">Ends the work; what was done is rolled back.</param>
/// <param name="Abort">Ends the rollback too.</param>
public sealed record StopSignals(CancellationToken Stop, CancellationToken Abort)
{
    /// <summary>Never ends.</summary>
    public static StopSignals None { get; } = new(CancellationToken.None, CancellationToken.None);
}
