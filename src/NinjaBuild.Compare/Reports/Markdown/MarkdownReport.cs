using System.Globalization;
using System.Text;
using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Reports.Markdown;

/// <summary>The report as Markdown, for the comment of a pull request: what matters first, the rest folded away.</summary>
public sealed class MarkdownReport : IReportWriter
{
    // GitHub takes comments of 65,536 characters.
    const int MaxLength = 60_000;

    /// <inheritdoc/>
    public string Ending => "md";

    /// <inheritdoc/>
    public byte[] Write(ChartComparison chart)
    {
        var page = new StringBuilder();
        foreach (var environment in chart.Environments)
            Write(page, chart, environment);
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    static void Write(StringBuilder page, ChartComparison chart, EnvironmentComparison environment)
    {
        page.Append("## ").Append(chart.Chart).Append(" in ").Append(environment.Environment).Append("\n\n")
            .Append(Line($"{Title(chart.Before)} → {Title(chart.After)}{(chart.Phase is null ? "" : $" · phase: {chart.Phase}")}")).Append('\n');
        List<ComparisonProblem> problems = [.. chart.Problems, .. environment.Problems];
        if (problems.Count > 0)
        {
            page.Append("**The charts could not be compared:**\n\n");
            foreach (var problem in problems)
                page.Append("- ").Append(Code(problem.ToString())).Append('\n');
            return;
        }

        Summary(page, environment);
        Differences(page, "Breaking", environment, Severity.Breaking, isFolded: false);
        Differences(page, "Behaviour", environment, Severity.Behaviour, isFolded: false);
        Differences(page, "Cosmetic", environment, Severity.Cosmetic, isFolded: true);
        Accepted(page, chart, environment);
        Routes(page, environment.Routes);
        Items(page, chart.Checklist);
    }

    static void Summary(StringBuilder page, EnvironmentComparison environment)
    {
        var counts = Counts.Of(environment);
        page.Append("| objects | same | changed | added | removed | breaking | behaviour | cosmetic | accepted |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n")
            .Append(CultureInfo.InvariantCulture, $"| {environment.Objects.Count} | {counts.Same} | {counts.Changed} | {counts.Added} | {counts.Removed} | {counts.Breaking} | {counts.Behaviour} | {counts.Cosmetic} | {counts.Accepted} |\n");
        foreach (var note in environment.NamePatterns.Concat(environment.Notes))
            page.Append("\n> ").Append(Plain(note)).Append('\n');
    }

    static void Differences(StringBuilder page, string title, EnvironmentComparison environment, Severity severity, bool isFolded)
    {
        var count = environment.Count(severity);
        if (count == 0)
            return;
        page.Append(isFolded ? $"\n<details><summary>{title}: {count}</summary>\n" : $"\n### {title}: {count}\n");
        foreach (var entry in environment.Objects)
        {
            var open = entry.Differences.Where(difference => difference.IsOpen && difference.Severity == severity).ToList();
            if (open.Count == 0)
                continue;
            if (page.Length > MaxLength)
            {
                page.Append("\n… and more: too many for a comment. The JSON report has all of them.\n");
                break;
            }

            page.Append("\n**").Append(Plain(entry.Object.ToString())).Append("**\n\n");
            foreach (var difference in open)
                Difference(page, difference);
        }

        if (isFolded)
            page.Append("\n</details>\n");
    }

    static void Difference(StringBuilder page, Difference difference)
    {
        page.Append("- ").Append(difference.Path.Length == 0 ? DifferenceText.Whole(difference) : Code(difference.Path)).Append(": ").Append(Plain(difference.Reason))
            .Append(" (").Append(difference.Rule).Append(difference.Accepted is { IsExpired: true, Until: { } until } ? $"; accepted until {Day(until)}" : "").Append(")\n");
        var lines = DifferenceText.Lines(difference).ToList();
        if (lines.Count == 0)
            return;

        // No line of a value may end the block.
        var fence = new string('`', Math.Max(3, lines.Max(line => LongestRun(line.Text)) + 1));
        page.Append("  ").Append(fence).Append("diff\n");
        foreach (var line in lines)
            page.Append("  ").Append(DifferenceText.Sign(line.Change)).Append(' ').Append(line.Text).Append('\n');
        page.Append("  ").Append(fence).Append('\n');
    }

    static void Accepted(StringBuilder page, ChartComparison chart, EnvironmentComparison environment)
    {
        var count = environment.CountAccepted();
        if (count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n<details><summary>Accepted: {count}</summary>\n\n| object | field | reason | until |\n|---|---|---|---|\n");
            foreach (var entry in environment.Objects)
            {
                foreach (var difference in entry.Differences.Where(difference => !difference.IsOpen))
                {
                    page.Append("| ").Append(Cell(entry.Object.ToString())).Append(" | ").Append(difference.Path.Length == 0 ? DifferenceText.Whole(difference) : Code(Cell(difference.Path)))
                        .Append(" | ").Append(Cell(difference.Accepted!.Reason)).Append(" | ").Append(difference.Accepted.Until is { } until ? Day(until) : "").Append(" |\n");
                }
            }

            page.Append("\n</details>\n");
        }

        foreach (var entry in chart.Accepted.Where(entry => entry.IsExpired || entry.Matches == 0))
            page.Append("\n> ").Append(Plain(DifferenceText.Stale(entry))).Append('\n');
    }

    static void Routes(StringBuilder page, IReadOnlyList<RouteComparison> routes)
    {
        if (routes.Count == 0)
            return;
        var same = routes.Count(route => route.Change == ObjectChange.Same);
        page.Append(CultureInfo.InvariantCulture, $"\n<details><summary>Ingress routes: {routes.Count}, {same} of them the same</summary>\n\n| | host and path | before | after |\n|---|---|---|---|\n");
        foreach (var route in routes)
        {
            var one = (route.After ?? route.Before)!;
            page.Append("| ").Append(route.Change == ObjectChange.Same ? "" : DifferenceText.Word(route.Change)).Append(" | ").Append(Code(Cell(one.Host + one.Path))).Append(" | ")
                .Append(Cell(DifferenceText.Backend(route.Before))).Append(" | ").Append(Cell(DifferenceText.Backend(route.After))).Append(" |\n");
        }

        page.Append("\n</details>\n");
    }

    static void Items(StringBuilder page, IReadOnlyList<ChecklistItem> items)
    {
        if (items.Count == 0)
            return;
        page.Append("\n### Checklist\n\n");
        foreach (var item in items)
            page.Append(item.IsDone ? "- [x] " : "- [ ] ").Append(Plain(item.Text)).Append(item.Why.Length == 0 ? "" : $" ({Plain(item.Why)})").Append('\n');
    }

    static string Title(ChartSide side) => side.Version.Length == 0 ? side.Title : $"{side.Title} {side.Version}";

    static string Line(string text) => Plain(text) + "\n";

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Texts that people wrote must not become markup.
    static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings(" "))
            plain.Append(c is '\\' or '`' or '*' or '_' or '<' or '[' or ']' or '|' or '#' ? "\\" : "").Append(c);
        return plain.ToString();
    }

    static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);

    static string Code(string text)
    {
        var fence = new string('`', LongestRun(text) + 1);
        return text.StartsWith('`') || text.EndsWith('`') ? $"{fence} {text} {fence}" : fence + text.ReplaceLineEndings(" ") + fence;
    }

    static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
            longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        return longest;
    }
}
