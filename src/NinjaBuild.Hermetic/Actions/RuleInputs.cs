namespace NinjaBuild.Hermetic;

/// <summary>What a rule is handed.</summary>
/// <param name="Files">The declared input files, and outputs of other actions where the action says so.</param>
/// <param name="Arguments">The arguments of the action.</param>
public sealed record RuleInputs(FileTree Files, IReadOnlyList<string> Arguments);
