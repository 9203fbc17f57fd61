namespace NinjaBuild.Hermetic;

/// <summary>An output folder that a build is to bring up to date.</summary>
/// <param name="Folder">Path below the output root; none may lie in another.</param>
/// <param name="Action">The action whose files it gets.</param>
public sealed record OutputRequest(string Folder, ActionSpec Action);
