using System.Runtime.InteropServices;

namespace NinjaBuild.Hermetic;

[Flags]
enum EntryFlags : uint
{
    None = 0,

    /// <summary>A folder whose listing mattered.</summary>
    Folder = 1,

    /// <summary>Nothing was there, and that mattered.</summary>
    Missing = 2,

    /// <summary>A file that no pattern names but an action used.</summary>
    Extra = 4,

    /// <summary>The stamp is too close to the last change to be trusted.</summary>
    Racy = 8,
}

/// <summary>A file or folder, as it stands in the record: its path by number, its stamp, and the digest of a file.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
readonly struct StampedEntry(int path, EntryFlags flags, FileStamp stamp, Digest digest)
{
    public readonly int Path = path;
    public readonly EntryFlags Flags = flags;
    readonly long _size = stamp.Size;
    readonly long _modified = stamp.Modified;
    readonly ulong _inode = stamp.Inode;
    public readonly Digest Digest = digest;

    public FileStamp Stamp => new(_size, _modified, _inode);

    /// <summary>What kind of thing was there.</summary>
    public FileKind Kind => Flags.HasFlag(EntryFlags.Missing) ? FileKind.Missing : Flags.HasFlag(EntryFlags.Folder) ? FileKind.Folder : FileKind.File;

    /// <summary>Whether what is there now is, by its stamp alone, what was there then.</summary>
    public bool Matches(FileStatus now) =>
        !Flags.HasFlag(EntryFlags.Racy) && now.Kind == Kind && (now.Kind == FileKind.Missing || now.Stamp == Stamp);
}
