namespace NinjaBuild.Hermetic;

/// <summary>What happened to a source since the last build.</summary>
public enum SourceChangeKind
{
    /// <summary>It was not there.</summary>
    Added,

    /// <summary>It has other content.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Removed,
}

/// <summary>A source that is not as the last build saw it.</summary>
/// <param name="Path">Its path in the workspace.</param>
/// <param name="Kind">What happened to it.</param>
public readonly record struct SourceChange(string Path, SourceChangeKind Kind);
