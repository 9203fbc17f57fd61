using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace NinjaBuild.Benchmarks;

/// <summary>The public charts that Helm's outputs are kept of, beside the repository.</summary>
static class PublicCharts
{
    /// <summary>The folder with the data; null where there is none.</summary>
    public static string? Find(string repository)
    {
        var folder = Environment.GetEnvironmentVariable("NINJABUILD_CONFORMANCE") ?? Path.Combine(repository, "..", "shared", "conformance");
        return File.Exists(Path.Combine(folder, "cases.json")) ? folder : null;
    }

    /// <summary>Unpacks the charts and returns the cases.</summary>
    public static IReadOnlyList<PublicChartCase> Unpack(string data, string folder)
    {
        using var file = File.OpenRead(Path.Combine(data, "charts.tar.gz"));
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        TarFile.ExtractToDirectory(gzip, folder, overwriteFiles: true);
        File.Copy(Path.Combine(data, "cases.json"), Path.Combine(folder, "cases.json"));
        return Cases(folder);
    }

    /// <summary>The cases of a folder that was unpacked before.</summary>
    public static IReadOnlyList<PublicChartCase> Cases(string folder)
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "cases.json")));
        return [.. cases.RootElement.EnumerateArray().Select(entry =>
        {
            var chart = Path.Combine(folder, entry.GetProperty("chart").GetString()!);
            return new PublicChartCase(chart, entry.GetProperty("values").GetString() is { } values ? Path.Combine(chart, values) : null);
        })];
    }
}

/// <summary>A chart's folder, and a values file or null.</summary>
sealed record PublicChartCase(string Chart, string? Values);
