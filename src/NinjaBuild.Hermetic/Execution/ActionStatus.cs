namespace NinjaBuild.Hermetic;

/// <summary>How an action ended.</summary>
public enum ActionStatus
{
    /// <summary>Nothing that it depends on changed since the last build's record.</summary>
    UpToDate,

    /// <summary>Its result was in the cache.</summary>
    Cached,

    /// <summary>Its rule ran.</summary>
    Ran,

    /// <summary>Its rule ran and refused the inputs.</summary>
    Failed,

    /// <summary>It was not started, because an action whose output it needs failed.</summary>
    Skipped,
}
