using System.Globalization;

namespace NinjaBuild.Hermetic;

/// <summary>
/// How much a cache folder holds, kept in a small file so that no build has to count. Each process adds what it wrote, in portions; one
/// that is killed forgets at most a portion, and a recount once a week sets that right.
/// </summary>
sealed class CacheUsage(string folder, long limit)
{
    public const string Temporary = "tmp";

    const long Portion = 16L << 20;
    static readonly TimeSpan RecountAfter = TimeSpan.FromDays(7);

    readonly string _file = $"{folder}/usage";
    long _written;

    /// <summary>Notes that bytes were written.</summary>
    public void Add(long bytes)
    {
        if (Interlocked.Add(ref _written, bytes) >= Portion)
            Settle();
    }

    /// <summary>Accounts for what was written since the last time, and cleans where that is too much.</summary>
    public void Settle()
    {
        if (Interlocked.Read(ref _written) == 0)
            return;
        // Whoever finds the lock taken carries its bytes on to its next portion; the very last ones wait for the recount.
        using var taken = LockFile.TryTake($"{folder}/lock");
        if (taken is null)
            return;

        var written = Interlocked.Exchange(ref _written, 0);
        var known = ReadUsage();
        var usage = known is { } before ? before + written : CacheCleaner.Count(folder);
        if (usage > limit)
            usage = CacheCleaner.Clean(folder, limit / 5 * 4);
        Write(usage, isCount: known is null || usage < known);
    }

    // First line: when the folder was last counted; second: bytes.
    long? ReadUsage()
    {
        try
        {
            var lines = File.ReadAllLines(_file);
            return lines.Length == 2
                && DateTime.TryParse(lines[0], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var counted)
                && DateTime.UtcNow - counted < RecountAfter
                && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
                ? bytes
                : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    void Write(long usage, bool isCount)
    {
        var counted = isCount ? DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture) : File.ReadAllLines(_file)[0];
        var temporary = $"{_file}.new";
        File.WriteAllText(temporary, $"{counted}\n{usage.ToString(CultureInfo.InvariantCulture)}\n");
        File.Move(temporary, _file, overwrite: true);
    }
}
