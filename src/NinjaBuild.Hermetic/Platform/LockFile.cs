namespace NinjaBuild.Hermetic;

/// <summary>An exclusive lock by a file. The system releases it when the process ends, however it ends; the file itself stays.</summary>
sealed class LockFile : IDisposable
{
    readonly FileStream _file;

    LockFile(FileStream file) => _file = file;

    /// <summary>Takes the lock; null where another process has it.</summary>
    /// <exception cref="IOException">The file cannot be made, for another reason than the lock.</exception>
    public static LockFile? TryTake(string path)
    {
        try
        {
            // FileShare.None is flock(LOCK_EX | LOCK_NB) on Unix.
            return new LockFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException e) when (IsTaken(e))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();

    static bool IsTaken(IOException e)
    {
        const int sharingViolation = unchecked((int)0x80070020), lockViolation = unchecked((int)0x80070021);
        const int eagainLinux = 11, eagainMac = 35;
        return e.HResult is sharingViolation or lockViolation
            || (OperatingSystem.IsLinux() && e.HResult == eagainLinux)
            || (OperatingSystem.IsMacOS() && e.HResult == eagainMac);
    }
}
