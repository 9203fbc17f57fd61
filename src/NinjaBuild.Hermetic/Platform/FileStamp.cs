namespace NinjaBuild.Hermetic;

/// <summary>What tells, without reading a file, that it is the one that was read before.</summary>
/// <param name="Size">Size in bytes; 0 for a folder.</param>
/// <param name="Modified">Time of the last change, in nanoseconds since 1970.</param>
/// <param name="Inode">Number of the file in its file system; 0 where the system has none to offer.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct FileStamp(long Size, long Modified, ulong Inode)
{
    // A file changed twice within one tick of the file system's clock has one time for two contents. Linux ticks every 1 to 10 ms.
    const long Tick = 20_000_000;

    /// <summary>Whether the file was changed so shortly before it was looked at that a later change might leave the same stamp.</summary>
    /// <param name="looked">When it was looked at, in nanoseconds since 1970.</param>
    public bool IsRacy(long looked) => Modified > looked - Tick;

    /// <summary>Now, in nanoseconds since 1970.</summary>
    public static long Now => ToNanoseconds(DateTime.UtcNow);

    internal static long ToNanoseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks * 100;
}
