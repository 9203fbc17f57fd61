namespace NinjaBuild.Hermetic;

/// <summary>A file or folder of the workspace as a build saw it.</summary>
readonly record struct RecordedSource(string Path, EntryFlags Flags, FileStamp Stamp, Digest Digest);
