namespace NinjaBuild.Hermetic;

/// <summary>An output folder as a build left it.</summary>
public sealed record RecordedOutput
{
    /// <summary>Path of the folder below the output root.</summary>
    public required string Folder { get; init; }

    /// <summary>Label of the action that made it.</summary>
    public required string Label { get; init; }

    /// <summary>Root digest of its files.</summary>
    public required Digest RootDigest { get; init; }

    /// <summary>Its files and folders, itself included, by their paths below the output root.</summary>
    public required IReadOnlyList<OutputEntry> Entries { get; init; }

    /// <summary>Whether sources changed since, in a build that did not bring this folder up to date.</summary>
    public bool IsStale { get; init; }
}

/// <summary>A file or folder of an output folder.</summary>
/// <param name="Path">Path below the output root.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="Stamp">Its stamp after it was written.</param>
/// <param name="Digest">Digest of a file; the default for a folder.</param>
public readonly record struct OutputEntry(string Path, bool IsFolder, FileStamp Stamp, Digest Digest);
