namespace NinjaBuild.Hermetic;

/// <summary>All outputs of an action as inputs of another.</summary>
/// <param name="Action">The action that makes them.</param>
/// <param name="Folder">Folder under which the other sees them; empty for its root.</param>
public sealed record ActionInput(ActionSpec Action, string Folder = "");
