namespace NinjaBuild.Hermetic;

/// <summary>Why an action could not be left as the last build had it.</summary>
public enum CauseKind
{
    /// <summary>No earlier build is on record for it.</summary>
    FirstBuild,

    /// <summary>The caller wanted everything to run.</summary>
    NoCache,

    /// <summary>The code of the rule changed, or another rule makes the action.</summary>
    RuleChanged,

    /// <summary>An argument has another value.</summary>
    ArgumentChanged,

    /// <summary>There is an argument more.</summary>
    ArgumentAdded,

    /// <summary>There is an argument less.</summary>
    ArgumentRemoved,

    /// <summary>An input file has other content.</summary>
    InputChanged,

    /// <summary>There is an input file more.</summary>
    InputAdded,

    /// <summary>There is an input file less.</summary>
    InputRemoved,

    /// <summary>An action whose output it uses made something else than before.</summary>
    OutputChanged,

    /// <summary>It uses the output of an action more.</summary>
    OutputAdded,

    /// <summary>It uses the output of an action less.</summary>
    OutputRemoved,

    /// <summary>Nothing changed, but what it made was asked for and is no longer, or only damaged, in the cache.</summary>
    CacheEntryMissing,
}

/// <summary>One reason why an action could not be left as the last build had it.</summary>
/// <param name="Kind">What kind of reason.</param>
/// <param name="Subject">The input's path, the argument's name, the rule's name, the other action's label; empty where there is none.</param>
/// <param name="Before">What it was, where that is short enough to be shown.</param>
/// <param name="After">What it is now, likewise.</param>
public sealed record ActionCause(CauseKind Kind, string Subject = "", string? Before = null, string? After = null)
{
    /// <summary>The reason as one line of text.</summary>
    public override string ToString() => Kind switch
    {
        CauseKind.FirstBuild => "first build",
        CauseKind.NoCache => "the cache is switched off",
        CauseKind.RuleChanged => $"rule {Subject} changed",
        CauseKind.ArgumentChanged => $"argument {Subject} changed: {Before} → {After}",
        CauseKind.ArgumentAdded => $"argument {Subject} added: {After}",
        CauseKind.ArgumentRemoved => $"argument {Subject} removed: {Before}",
        CauseKind.InputChanged => $"input {Subject} changed",
        CauseKind.InputAdded => $"input {Subject} added",
        CauseKind.InputRemoved => $"input {Subject} removed",
        CauseKind.OutputChanged => $"output of {Subject} changed",
        CauseKind.OutputAdded => $"output of {Subject} added",
        CauseKind.OutputRemoved => $"output of {Subject} removed",
        CauseKind.CacheEntryMissing => "its result is missing from the cache or damaged",
        _ => Kind.ToString(),
    };
}
