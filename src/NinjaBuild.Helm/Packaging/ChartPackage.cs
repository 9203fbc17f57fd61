using System.Formats.Tar;
using System.IO.Compression;

namespace NinjaBuild.Helm.Packaging;

/// <summary>Writes a chart as the <c>.tgz</c> that Helm installs, with the same bytes for the same files.</summary>
public static class ChartPackage
{
    // The first moment that zip, tar and every file system can hold; package times say nothing about a chart.
    static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // The files that Helm writes ahead of all others (helm.sh/helm/v3/pkg/chartutil, writeTarContents).
    static readonly string[] First = ["Chart.yaml", "Chart.lock", "values.yaml", "values.schema.json"];

    /// <summary>Packs a chart's files.</summary>
    /// <param name="chart">Name of the chart: the folder in the archive.</param>
    /// <param name="files">The files by their path in the chart, with forward slashes.</param>
    /// <returns>A gzip-compressed ustar archive; every entry has mode 0644, owner and group 0 and the same time.</returns>
    public static byte[] Write(string chart, IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        using var package = new MemoryStream();
        using (var gzip = new GZipStream(package, CompressionLevel.Optimal, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Pax))
        {
            foreach (var (path, content) in files.OrderBy(file => Rank(file.Key)).ThenBy(file => file.Key, StringComparer.Ordinal))
                tar.WriteEntry(Entry($"{chart}/{path}", content));
        }

        return package.ToArray();
    }

    static int Rank(string path)
    {
        var first = Array.IndexOf(First, path);
        return first >= 0 ? first : path.StartsWith("templates/", StringComparison.Ordinal) ? First.Length : First.Length + 1;
    }

    // ustar wherever the name fits, as other tools write it; pax carries what does not.
    static TarEntry Entry(string name, ReadOnlyMemory<byte> content)
    {
        var data = new MemoryStream(content.ToArray(), writable: false);
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        return name.Length <= 100
            ? new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = data, Mode = mode, ModificationTime = Time, UserName = "", GroupName = "" }
            : new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data, Mode = mode, ModificationTime = Time, UserName = "", GroupName = "" };
    }
}
