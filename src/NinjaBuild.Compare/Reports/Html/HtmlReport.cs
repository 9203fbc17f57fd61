using System.Net;
using System.Text;
using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Reports.Html;

/// <summary>The report as one self-contained page: it loads nothing, and shows the report that stands within it.</summary>
public sealed class HtmlReport : IReportWriter
{
    /// <inheritdoc/>
    public string Ending => "html";

    /// <inheritdoc/>
    public byte[] Write(ChartComparison chart) =>
        Write(new ComparisonReport([chart]), $"{chart.Chart}: {chart.Before.Title} and {chart.After.Title}");

    /// <summary>The page of several charts.</summary>
    /// <param name="report">What to show.</param>
    /// <param name="title">The page's title.</param>
    public static byte[] Write(ComparisonReport report, string title) => Encoding.UTF8.GetBytes(Asset("page.html")
        .Replace("{title}", WebUtility.HtmlEncode(title), StringComparison.Ordinal)
        .Replace("{style}", Asset("page.css"), StringComparison.Ordinal)
        .Replace("{script}", Asset("page.js"), StringComparison.Ordinal)
        .Replace("{report}", PageData.Of(report), StringComparison.Ordinal));

    static string Asset(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream($"{typeof(HtmlReport).Namespace}.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
