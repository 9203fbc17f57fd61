namespace NinjaBuild.Hermetic;

/// <summary>
/// Drops the least used entries of a cache folder. Harmless to builds that use it meanwhile: to them an entry that goes is one that
/// never was, and open files stay readable.
/// </summary>
static class CacheCleaner
{
    // No write takes this long; what is older was left by a process that was killed.
    static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Size of all entries in bytes.</summary>
    public static long Count(string folder) => Entries(folder).Sum(entry => entry.Size);

    /// <summary>Drops entries, least used first, until what is left is within a size. Returns the size that is left.</summary>
    public static long Clean(string folder, long size)
    {
        DropAbandoned(Path.Combine(folder, CacheUsage.Temporary));
        var entries = Entries(folder).ToList();
        entries.Sort(static (x, y) => x.LastUse.CompareTo(y.LastUse));

        var left = entries.Sum(entry => entry.Size);
        foreach (var entry in entries)
        {
            if (left <= size)
                break;
            if (TryDelete(entry.Path))
                left -= entry.Size;
        }

        return left;
    }

    static IEnumerable<(string Path, long Size, DateTime LastUse)> Entries(string folder) => Files(Path.Combine(folder, "cas"))
        .Concat(Files(Path.Combine(folder, "ac")));

    static IEnumerable<(string Path, long Size, DateTime LastUse)> Files(string folder)
    {
        if (!Directory.Exists(folder))
            yield break;
        var everything = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", everything))
        {
            (string, long, DateTime)? entry = null;
            try
            {
                entry = (file.FullName, file.Length, file.LastWriteTimeUtc);
            }
            catch (IOException)
            {
                // Dropped by another process since it was listed.
            }

            if (entry is { } found)
                yield return found;
        }
    }

    static void DropAbandoned(string folder)
    {
        foreach (var (path, _, lastUse) in Files(folder))
        {
            if (DateTime.UtcNow - lastUse > Abandoned)
                TryDelete(path);
        }
    }

    static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
