using NinjaBuild.Charts.Rules;
using NinjaBuild.Hermetic;

namespace NinjaBuild.Charts.Composition;

/// <summary>Reads a hand-written chart from anywhere on the disk.</summary>
static class ManualFiles
{
    const int MaxFiles = 20_000;
    const long MaxBytes = 100 << 20;

    static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 64 };

    /// <summary>Reads a folder or an archive.</summary>
    /// <exception cref="UsageException">It is not there, or too large to be a chart.</exception>
    public static ManualSource Read(string path)
    {
        try
        {
            if (File.Exists(path))
                return new ManualSource(path, [new FileContent($"{CompareChartRule.ManualFolder}/{ManualCharts.Archive}", File.ReadAllBytes(path))]);
            if (!Directory.Exists(path))
                throw new UsageException($"--manual {path}: there is no such folder or archive");
            var files = new DirectoryInfo(path).EnumerateFiles("*", Everything).Take(MaxFiles + 1).ToList();
            if (files.Count > MaxFiles || files.Sum(file => file.Length) > MaxBytes)
                throw new UsageException($"--manual {path}: is too large to be a chart; a folder with a Chart.yaml is wanted");
            return new ManualSource(path, [.. files.Select(file => new FileContent(
                $"{CompareChartRule.ManualFolder}/{Path.GetRelativePath(path, file.FullName).Replace('\\', '/')}", File.ReadAllBytes(file.FullName)))]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FileTreeException)
        {
            throw new UsageException($"--manual {path}: cannot be read: {error.Message}");
        }
    }
}
