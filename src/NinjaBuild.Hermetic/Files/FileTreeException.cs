namespace NinjaBuild.Hermetic;

/// <summary>A path that no file tree can hold, or two that cannot stand in one tree.</summary>
public sealed class FileTreeException(string message) : HermeticException(message);
