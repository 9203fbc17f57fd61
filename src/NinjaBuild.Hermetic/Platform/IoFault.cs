namespace NinjaBuild.Hermetic;

/// <summary>What a failed file operation means to a person.</summary>
static class IoFault
{
    /// <summary>Says what is wrong and, where there is something, what to do; no stack, no type names.</summary>
    public static string Describe(Exception e) => Kind(e) switch
    {
        Fault.DiskFull => "the disk is full. Free some space, then build again",
        Fault.ReadOnlyFileSystem => "the file system is read-only",
        Fault.Denied => $"access is denied. Check owner and permissions ({e.Message})",
        _ => e.Message,
    };

    enum Fault
    {
        Other,
        DiskFull,
        ReadOnlyFileSystem,
        Denied,
    }

    // On Unix HResult of an IOException is the errno; on Windows it is the Win32 code in an HRESULT.
    static Fault Kind(Exception e)
    {
        if (e is UnauthorizedAccessException)
            return e.InnerException is { } inner && Kind(inner) == Fault.ReadOnlyFileSystem ? Fault.ReadOnlyFileSystem : Fault.Denied;

        const int enospc = 28, erofs = 30, edquotLinux = 122, edquotMac = 69, diskFull = unchecked((int)0x80070070), handleDiskFull = unchecked((int)0x80070027);
        var code = e.HResult;
        if (code is diskFull or handleDiskFull)
            return Fault.DiskFull;
        if (OperatingSystem.IsWindows())
            return Fault.Other;
        return code switch
        {
            enospc => Fault.DiskFull,
            erofs => Fault.ReadOnlyFileSystem,
            edquotLinux when OperatingSystem.IsLinux() => Fault.DiskFull,
            edquotMac when OperatingSystem.IsMacOS() => Fault.DiskFull,
            _ => Fault.Other,
        };
    }
}
