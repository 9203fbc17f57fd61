using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Reports.Html;

/// <summary>The page of all charts, <c>index.html</c> beside the folders of the charts.</summary>
public static class OverviewPage
{
    /// <summary>The page's file in the folder of reports.</summary>
    public const string FileName = "index.html";

    /// <summary>Writes the page, unless it is there and no chart's report is newer.</summary>
    /// <param name="folder">The folder of reports.</param>
    /// <param name="report">What all charts' reports say.</param>
    /// <exception cref="IOException">The page cannot be written; so is <see cref="UnauthorizedAccessException"/>.</exception>
    public static void Update(string folder, ComparisonReport report)
    {
        var page = new FileInfo(Path.Combine(folder, FileName));
        if (page.Exists && !report.Charts.SelectMany(chart => ReportsOf(folder, chart)).Any(file => file.LastWriteTimeUtc > page.LastWriteTimeUtc))
            return;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{FileName}.{Environment.ProcessId}");
        File.WriteAllBytes(temporary, HtmlReport.Write(report, "Comparison of charts"));
        File.Move(temporary, page.FullName, overwrite: true);
    }

    static IEnumerable<FileInfo> ReportsOf(string folder, ChartComparison chart) =>
        new DirectoryInfo(Path.Combine(folder, chart.Chart)) is { Exists: true } reports ? reports.EnumerateFiles("*.json") : [];
}
