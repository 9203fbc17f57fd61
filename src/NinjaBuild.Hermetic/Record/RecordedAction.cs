namespace NinjaBuild.Hermetic;

/// <summary>An action as a build left it: everything that decides what it makes, and what it made.</summary>
public sealed record RecordedAction
{
    /// <summary>Names the action to people.</summary>
    public required string Label { get; init; }

    /// <summary>Name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Version of the rule.</summary>
    public required string RuleVersion { get; init; }

    /// <summary>Arguments of the rule.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Files of the workspace that it used, sorted by path.</summary>
    public required IReadOnlyList<RecordedFile> Sources { get; init; }

    /// <summary>Outputs of other actions that it used.</summary>
    public required IReadOnlyList<RecordedInput> Inputs { get; init; }

    /// <summary>Digest of the action: its key in the action cache.</summary>
    public required Digest Key { get; init; }

    /// <summary>Root digest of the tree that it made.</summary>
    public required Digest Output { get; init; }
}

/// <summary>A file as an action used it.</summary>
/// <param name="Path">Its path among the action's inputs.</param>
/// <param name="Digest">Its content.</param>
public readonly record struct RecordedFile(string Path, Digest Digest);

/// <summary>The output of an action as another one used it.</summary>
/// <param name="Label">Label of the action that made it.</param>
/// <param name="Folder">Folder under which the other saw it.</param>
/// <param name="Output">Root digest of what it was.</param>
public readonly record struct RecordedInput(string Label, string Folder, Digest Output);
