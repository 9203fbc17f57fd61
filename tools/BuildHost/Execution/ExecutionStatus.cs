namespace Nuke.Common.Execution;

/// <summary>Where a target of the plan stands.</summary>
public enum ExecutionStatus
{
    None,
    Scheduled,
    NotRun,
    Skipped,
    Running,
    Succeeded,
    Failed,
    Aborted,

    /// <summary>Has no action of its own and gets no line in the closing table.</summary>
    Collective,
}
