using System.Text;

namespace NinjaBuild.Hermetic;

/// <summary>Looks at many recorded files at once, and says which are no longer what the record says. Reads no content.</summary>
static class StampCheck
{
    // Below that a second thread costs more than it saves.
    const int PerThread = 2_000;

    delegate ReadOnlySpan<StampedEntry> EntriesOf(BuildRecord record);

    /// <summary>Numbers of the sources whose stamps differ or cannot be trusted.</summary>
    public static List<int> Sources(BuildRecord record, string root, int threads) => Run(record, static r => r.Sources, root, followFiles: true, threads);

    /// <summary>Numbers of the output entries whose stamps differ.</summary>
    public static List<int> Outputs(BuildRecord record, string root, int threads) => Run(record, static r => r.OutputEntries, root, followFiles: false, threads);

    static List<int> Run(BuildRecord record, EntriesOf entriesOf, string root, bool followFiles, int threads)
    {
        var count = entriesOf(record).Length;
        var parts = Math.Clamp(count / PerThread, 1, Math.Max(1, threads));
        var found = new List<int>[parts];
        var others = new Thread[parts - 1];
        for (var i = 1; i < parts; i++)
        {
            var part = i;
            others[i - 1] = new Thread(() => found[part] = Part(part));
            others[i - 1].Start();
        }

        found[0] = Part(0);
        foreach (var other in others)
            other.Join();
        for (var i = 1; i < parts; i++)
            found[0].AddRange(found[i]);
        return found[0];

        List<int> Part(int part)
        {
            var (from, to) = ((int)((long)count * part / parts), (int)((long)count * (part + 1) / parts));
            return Differing(record, entriesOf(record)[from..to], from, root, followFiles);
        }
    }

    static List<int> Differing(BuildRecord record, ReadOnlySpan<StampedEntry> entries, int from, string root, bool followFiles)
    {
        var path = new byte[Encoding.UTF8.GetByteCount(root) + 1 + 4096];
        var prefix = Encoding.UTF8.GetBytes(root, path);
        path[prefix++] = (byte)'/';

        var differing = new List<int>();
        for (var i = 0; i < entries.Length; i++)
        {
            var name = record.Utf8(entries[i].Path);
            if (prefix + name.Length > path.Length)
            {
                differing.Add(from + i);
                continue;
            }

            name.CopyTo(path.AsSpan(prefix));
            var follow = followFiles && !entries[i].Flags.HasFlag(EntryFlags.Folder);
            if (!entries[i].Matches(FileStatus.Of(path.AsSpan(0, prefix + name.Length), follow)))
                differing.Add(from + i);
        }

        return differing;
    }
}
