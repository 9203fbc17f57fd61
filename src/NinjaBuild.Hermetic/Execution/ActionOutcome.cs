namespace NinjaBuild.Hermetic;

/// <summary>What became of an action.</summary>
public sealed class ActionOutcome
{
    readonly ActionStatus _status;
    readonly IReadOnlyList<ActionCause> _causes;

    internal ActionOutcome(
        ActionSpec action, ActionStatus status, TimeSpan duration, IReadOnlyList<ActionCause> causes, IReadOnlyList<string> errors, ActionOutput? output)
    {
        (Action, _status, Duration, _causes, Errors, Output) = (action, status, duration, causes, errors, output);
    }

    /// <summary>The action.</summary>
    public ActionSpec Action { get; }

    /// <summary>How it ended.</summary>
    public ActionStatus Status => WasMadeAgain ? ActionStatus.Ran : _status;

    /// <summary>How long it took, the look into the cache included.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Why it was not up to date; empty where it was, or was not looked at.</summary>
    public IReadOnlyList<ActionCause> Causes => WasMadeAgain ? [.. _causes, new ActionCause(CauseKind.CacheEntryMissing)] : _causes;

    /// <summary>What its rule found wrong.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>What it made; null where it failed or was skipped.</summary>
    public ActionOutput? Output { get; }

    // A result that was found but turned out to be lost, when its files were asked for later in the build.
    bool WasMadeAgain => _status is ActionStatus.UpToDate or ActionStatus.Cached && Output is { WasMadeAgain: true };

    /// <inheritdoc/>
    public override string ToString() => $"{Action.Label}: {Status}";
}
