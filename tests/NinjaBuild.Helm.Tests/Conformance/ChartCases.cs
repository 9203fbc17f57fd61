using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace NinjaBuild.Helm.Tests.Conformance;

/// <summary>Public charts and what Helm renders them to, unpacked into a folder of its own.</summary>
sealed class ChartCases : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chart-cases");

    public ChartCases(string conformance)
    {
        Unpack(Path.Combine(conformance, "charts.tar.gz"));
        Unpack(Path.Combine(conformance, "expected.tar.gz"));
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(conformance, "cases.json")));
        All = [.. cases.RootElement.EnumerateArray().Select(Read)];
    }

    public IReadOnlyList<ChartCase> All { get; }

    public void Dispose() => _folder.Delete(recursive: true);

    ChartCase Read(JsonElement entry)
    {
        var chart = Path.Combine(_folder.FullName, entry.GetProperty("chart").GetString()!);
        var values = entry.GetProperty("values").GetString();
        return new ChartCase(chart, values is null ? null : Path.Combine(chart, values), Path.Combine(_folder.FullName, entry.GetProperty("expected").GetString()!));
    }

    void Unpack(string archive)
    {
        using var file = File.OpenRead(archive);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        TarFile.ExtractToDirectory(gzip, _folder.FullName, overwriteFiles: true);
    }
}

/// <summary>A case: paths of a chart, of a values file or null, and of Helm's output.</summary>
sealed record ChartCase(string Chart, string? Values, string Expected)
{
    public string Name => Path.GetFileNameWithoutExtension(Expected);
}
