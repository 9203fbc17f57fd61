using System.Numerics;
using System.Runtime.InteropServices;

namespace NinjaBuild.Hermetic;

/// <summary>
/// Layout of the record file: a header, then sections, each a run of fixed-size rows (or bytes) that start at a multiple of 8, so that
/// they are used as they lie in memory. Numbers are in the machine's byte order; a record never leaves its machine.
/// </summary>
static class RecordFormat
{
    // Other layout, other number: a record of another version counts as none.
    public const ulong Magic = 0x0001_4452_4345_524E;

    // First character of the configuration.
    public const char Whole = 'W', Partial = 'P';

    public enum Section
    {
        TextStarts,
        Texts,
        Sources,
        Outputs,
        OutputEntries,
        Actions,
        Arguments,
        FileVersions,
        ActionSources,
        ActionInputs,
        Client,
        Configuration,
        Layout,
        Count,
    }

    public static int HeaderBytes => sizeof(ulong) + sizeof(ulong) + ((int)Section.Count * 2 * sizeof(int));

    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    public readonly struct OutputRow(int folder, int label, int first, int count, bool isStale, Digest root)
    {
        public readonly int Folder = folder, Label = label, First = first, Count = count;
        public readonly long IsStale = isStale ? 1 : 0;
        public readonly Digest Root = root;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    public readonly struct ActionRow
    {
        public int Label { get; init; }
        public int Rule { get; init; }
        public int RuleVersion { get; init; }
        public int FirstArgument { get; init; }
        public int Arguments { get; init; }
        public int FirstSource { get; init; }
        public int Sources { get; init; }
        public int FirstInput { get; init; }
        public int Inputs { get; init; }
        public Digest Key { get; init; }
        public Digest Output { get; init; }
    }

    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    public readonly record struct FileVersion(int Path, Digest Digest);

    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    public readonly record struct ActionInputRow(int Label, int Folder, Digest Output);

    /// <summary>CRC-32C in four interleaved lanes: as fast as memory, and it needs no library to be loaded.</summary>
    public static ulong Checksum(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        uint a = 0, b = 1, c = 2, d = 3;
        var i = 0;
        for (; i + 4 <= words.Length; i += 4)
        {
            a = BitOperations.Crc32C(a, words[i]);
            b = BitOperations.Crc32C(b, words[i + 1]);
            c = BitOperations.Crc32C(c, words[i + 2]);
            d = BitOperations.Crc32C(d, words[i + 3]);
        }

        for (; i < words.Length; i++)
            a = BitOperations.Crc32C(a, words[i]);
        foreach (var last in bytes[(words.Length * sizeof(ulong))..])
            b = BitOperations.Crc32C(b, last);
        return (((ulong)a << 32) | c) ^ BitOperations.RotateLeft(((ulong)b << 32) | d, 17) ^ (ulong)bytes.Length;
    }
}
