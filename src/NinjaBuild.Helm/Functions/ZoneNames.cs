using System.Buffers.Binary;
using System.Collections.Concurrent;

namespace NinjaBuild.Helm.Functions;

/// <summary>The abbreviations of time zones (CET, EDT), which .NET does not tell: from the system's zone files (RFC 9636).</summary>
static class ZoneNames
{
    const int HeaderSize = 44;
    const int MaxSize = 1 << 20;

    static readonly ConcurrentDictionary<string, Transitions?> Known = new(StringComparer.Ordinal);

    /// <summary>The abbreviation of a zone at a moment; null where the system does not know it.</summary>
    public static string? Abbreviation(string zone, DateTimeOffset time) => Known.GetOrAdd(zone, Read)?.At(time);

    static Transitions? Read(string zone)
    {
        // A zone's name is no way out of the folder of zones.
        if (zone.Contains("..", StringComparison.Ordinal) || zone.StartsWith('/'))
            return null;
        foreach (var folder in (string[])["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"])
        {
            var file = new FileInfo(Path.Combine(folder, zone));
            if (file.Exists && file.Length is >= HeaderSize and <= MaxSize)
                return Parse(File.ReadAllBytes(file.FullName));
        }

        return null;
    }

    static Transitions? Parse(byte[] file)
    {
        // The first block has times of 32 bits; the one behind it, where there is one, has 64.
        if (!file.AsSpan().StartsWith("TZif"u8) || file[4] < (byte)'2')
            return null;
        var first = new Counts(file);
        var block = file.AsSpan(HeaderSize + first.Size(4));
        if (block.Length < HeaderSize)
            return null;
        var counts = new Counts(block);
        var body = block[HeaderSize..];
        if (body.Length < counts.Size(8))
            return null;

        var times = new long[counts.Times];
        for (var i = 0; i < times.Length; i++)
            times[i] = BinaryPrimitives.ReadInt64BigEndian(body[(i * 8)..]);
        var types = body.Slice(counts.Times * 8, counts.Times).ToArray();
        var records = body[(counts.Times * 9)..];
        var texts = records[(counts.Types * 6)..];
        var names = new (int Offset, string Name)[counts.Types];
        for (var i = 0; i < names.Length; i++)
        {
            var text = texts[records[(i * 6) + 5]..];
            names[i] = (BinaryPrimitives.ReadInt32BigEndian(records[(i * 6)..]), System.Text.Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]));
        }

        return new Transitions(times, types, names);
    }

    readonly ref struct Counts(ReadOnlySpan<byte> header)
    {
        readonly ReadOnlySpan<byte> _header = header;

        public int Times => Read(32);

        public int Types => Read(36);

        public int Size(int timeSize) => (Times * (timeSize + 1)) + (Types * 6) + Read(40) + (Read(28) * (timeSize + 4)) + Read(24) + Read(20);

        int Read(int at) => Math.Clamp(BinaryPrimitives.ReadInt32BigEndian(_header[at..]), 0, MaxSize);
    }

    sealed record Transitions(long[] Times, byte[] Types, (int Offset, string Name)[] Names)
    {
        public string? At(DateTimeOffset time)
        {
            var index = Array.BinarySearch(Times, time.ToUnixTimeSeconds());
            index = index < 0 ? ~index - 1 : index;
            if (index >= 0 && index < Times.Length - 1)
                return Names[Types[index]].Name;

            // Behind the last transition the rules go on as they were: the newest name of this offset.
            for (var i = Types.Length - 1; i >= 0; i--)
            {
                if (Names[Types[i]].Offset == (int)time.Offset.TotalSeconds)
                    return Names[Types[i]].Name;
            }

            return Names.Length > 0 ? Names[0].Name : null;
        }
    }
}
