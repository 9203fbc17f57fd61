using NinjaBuild.Compare.Model;
using NinjaBuild.Compare.Reports.Html;
using NinjaBuild.Compare.Reports.Json;
using NinjaBuild.Compare.Reports.Markdown;

namespace NinjaBuild.Compare.Reports;

/// <summary>The files that are written for a comparison. A further format is a folder beside this file and an entry in the list.</summary>
public static class ReportFiles
{
    static readonly IReadOnlyList<IReportWriter> Writers = [new JsonReport(), new MarkdownReport(), new HtmlReport()];

    /// <summary>The files: one of each format for each environment, as <c>&lt;environment&gt;.&lt;ending&gt;</c>.</summary>
    public static IEnumerable<(string Path, byte[] Content)> Of(ChartComparison chart) =>
        from environment in chart.Environments
        let alone = chart with { Environments = [environment] }
        from writer in Writers
        select ($"{environment.Environment}.{writer.Ending}", writer.Write(alone));
}

/// <summary>Writes a report in one format.</summary>
public interface IReportWriter
{
    /// <summary>The ending of the file's name.</summary>
    string Ending { get; }

    /// <summary>Writes the report of a chart in one environment.</summary>
    byte[] Write(ChartComparison chart);
}
