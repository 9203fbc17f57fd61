using System.Formats.Tar;
using System.IO.Compression;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Helm.Loading;

/// <summary>Reads the files of a <c>.tgz</c>, which all lie in one folder of it. Nothing is written to disk.</summary>
static class ChartArchive
{
    /// <summary>The files, relative to the archive's folder.</summary>
    /// <param name="archive">The archive's bytes.</param>
    /// <param name="source">What errors call it.</param>
    /// <param name="name">Its file name.</param>
    /// <param name="budget">What may be read.</param>
    /// <exception cref="ChartException">It is no archive, is damaged, too large, or has entries outside its folder.</exception>
    public static List<ChartFile> Read(ReadOnlyMemory<byte> archive, string source, string name, ChartBudget budget)
    {
        if (!archive.Span.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b, 0x08]))
        {
            var isYaml = name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
            throw new ChartException(source, isYaml ? "seems to be a YAML file, but a chart is a folder or a gzipped archive" : "does not appear to be a gzipped archive");
        }

        var files = new List<ChartFile>();
        try
        {
            using var gzip = new GZipStream(new MemoryStream(archive.ToArray(), writable: false), CompressionMode.Decompress);
            using var tar = new TarReader(new BoundedStream(gzip, budget.Limits.MaxChartBytes * 2));
            while (tar.GetNextEntry() is { } entry)
                Add(files, entry, source, budget);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or InvalidOperationException or FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            throw new ChartException(source, $"the archive is damaged: {error.Message}");
        }

        return files.Count > 0 ? files : throw new ChartException(source, "no files in chart archive");
    }

    static void Add(List<ChartFile> files, TarEntry entry, string source, ChartBudget budget)
    {
        if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes or TarEntryType.ExtendedAttributes || entry.Name.EndsWith('/'))
        {
            budget.Take(entry.Name, 0);
            return;
        }

        var path = PathOf(entry.Name, source);
        budget.Take(path, entry.Length);
        var content = new byte[entry.DataStream is null ? 0 : entry.Length];
        entry.DataStream?.ReadExactly(content);
        files.Add(new ChartFile(path, ByteOrderMark.Skip(content)));
    }

    /// <summary>The path below the archive's folder. What would lead anywhere else is refused, as in Helm (pkg/chart/loader/archive.go).</summary>
    static string PathOf(string name, string source)
    {
        // An archive made on Windows may have backslashes.
        var parts = name.Replace('\\', '/').Split('/');
        if (parts[0] == "Chart.yaml")
            throw new ChartException(source, "Chart.yaml is not in a folder of the archive: a chart's archive holds one folder, named like the chart");
        var rest = string.Join('/', parts[1..]);
        var path = Paths.Clean(rest);
        var reason = rest.StartsWith('/') ? "contains absolute paths"
            : rest.Length == 0 || path == "." ? "contains content outside the base directory"
            : path == ".." || path.StartsWith("../", StringComparison.Ordinal) ? "references parent directory"
            : path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0]) ? "contains illegally named files"
            : path.Contains('\0', StringComparison.Ordinal) ? "contains illegally named files"
            : null;
        return reason is null ? path : throw new ChartException(source, $"chart illegally {reason}: {GoTemplates.Formatting.Quoting.Quote(name)}");
    }

    /// <summary>Ends in an error where an archive unpacks to more than is allowed, whatever its headers claim.</summary>
    sealed class BoundedStream(Stream inner, long limit) : Stream
    {
        long _left = limit;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            _left -= read;
            return _left >= 0 ? read : throw new InvalidDataException("it unpacks to more than its headers say");
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
