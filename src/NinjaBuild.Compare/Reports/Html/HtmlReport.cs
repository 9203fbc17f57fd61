using System.Net;
using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Reports.Html;

/// <summary>Writes a comparison as one self-contained page: it loads nothing, and shows the report that stands within it.</summary>
public static class HtmlReport
{
    /// <summary>The page's source.</summary>
    /// <param name="report">What to show.</param>
    /// <param name="title">The page's title.</param>
    public static string Write(ComparisonReport report, string title) => Asset("page.html")
        .Replace("{title}", WebUtility.HtmlEncode(title), StringComparison.Ordinal)
        .Replace("{style}", Asset("page.css"), StringComparison.Ordinal)
        .Replace("{script}", Asset("page.js"), StringComparison.Ordinal)
        .Replace("{report}", PageData.Of(report), StringComparison.Ordinal);

    static string Asset(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream($"{typeof(HtmlReport).Namespace}.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
