using System.Globalization;
using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Reports.Terminal;

/// <summary>The report for a terminal: a table of charts and environments, then the differences by object; what is alike in several environments once.</summary>
/// <param name="style">How it is to look.</param>
public sealed class TerminalReport(TerminalStyle style)
{
    const int MaxObjects = 60;

    readonly List<string> _lines = [];

    /// <summary>The lines of the report.</summary>
    public static IReadOnlyList<string> Write(ComparisonReport report, TerminalStyle style)
    {
        var writer = new TerminalReport(style);
        writer.Table(report);
        foreach (var chart in report.Charts)
            writer.Chart(chart);
        return writer._lines;
    }

    void Chart(ChartComparison chart)
    {
        if (!chart.AllProblems().Any() && chart.Severity is null && chart.Accepted.All(entry => entry is { IsExpired: false, Matches: > 0 }) && chart.Checklist.All(item => item.IsDone))
            return;
        _lines.Add("");
        _lines.Add(style.Bold($"{chart.Chart}: {Title(chart.Before)} → {Title(chart.After)}") + (chart.Phase is null ? "" : $" (phase: {chart.Phase})"));
        foreach (var problem in chart.Problems)
            _lines.Add($"  {style.Red("cannot be compared:")} {problem}");
        var places = chart.Environments.SelectMany(environment => environment.Problems, (environment, problem) => (environment.Environment, Problem: problem.ToString()));
        foreach (var problem in places.GroupBy(place => place.Problem, place => place.Environment, StringComparer.Ordinal))
            _lines.Add($"  {style.Red($"cannot be compared in {string.Join(", ", problem)}:")} {problem.Key}");
        foreach (var notes in chart.Environments.SelectMany(environment => environment.NamePatterns.Concat(environment.Notes)).Distinct(StringComparer.Ordinal))
            _lines.Add($"  {notes}");

        var entries = SharedDifference.Of(chart);
        foreach (var group in entries.Take(MaxObjects))
            Object(group, chart.Environments.Count);
        if (entries.Count > MaxObjects)
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"  … and {entries.Count - MaxObjects} more objects: artifacts/compare/{chart.Chart} has all"));
        foreach (var entry in chart.Accepted.Where(entry => entry.IsExpired || entry.Matches == 0))
            _lines.Add($"  {style.Yellow(DifferenceText.Stale(entry))}");
        foreach (var item in chart.AllProblems().Any() ? [] : chart.Checklist)
            _lines.Add($"  {(item.IsDone ? style.Green("✓") : style.Red("✗"))} {item.Text}{(item.Why.Length == 0 ? "" : $" ({item.Why})")}");
    }

    void Object(IGrouping<string, SharedDifference> group, int environments)
    {
        _lines.Add("  " + style.Bold(group.Key));
        foreach (var shared in group)
        {
            var difference = shared.Difference;
            var where = shared.Environments.Count == environments ? "" : style.Dim($" in {string.Join(", ", shared.Environments)}");
            var what = difference.Path.Length == 0 ? DifferenceText.Whole(difference) : difference.Path;
            var isShort = IsShort(difference, what);
            var values = isShort ? $": {style.Red(difference.Before ?? "–")} → {style.Green(difference.After ?? "–")}" : "";
            _lines.Add($"    {Word(difference.Severity)} {what}{where}{values} {style.Dim($"({difference.Rule}: {difference.Reason})")}");
            foreach (var line in isShort ? [] : SideBySide.Write([.. DifferenceText.Lines(difference)], style))
                _lines.Add("      " + line);
        }
    }

    // Values that a line has room for stand in it.
    bool IsShort(Difference difference, string what) =>
        difference is { IsSecret: false, Lines: [], Path.Length: > 0 } && !$"{difference.Before}{difference.After}".Any(char.IsControl)
        && what.Length + (difference.Before?.Length ?? 0) + (difference.After?.Length ?? 0) < style.Width - 24;

    void Table(ComparisonReport report)
    {
        string[] heading = ["Chart", "Environment", "Objects", "Same", "Changed", "Added", "Removed", "Breaking", "Behaviour", "Cosmetic", "Accepted"];
        var rows = report.Charts.SelectMany(chart => chart.Environments, Row).ToList();
        var widths = heading.Select((cell, column) => rows.Select(row => row[column].Length).Append(cell.Length).Max()).ToList();
        _lines.Add(style.Bold(Cells(heading, widths)));
        _lines.Add(string.Join("  ", widths.Select(width => new string('─', width))));
        foreach (var row in rows)
        {
            var line = Cells(row, widths);
            _lines.Add(row[7] is "?" or not "0" ? style.Red(line) : row[8] != "0" ? style.Yellow(line) : style.Green(line));
        }
    }

    static string[] Row(ChartComparison chart, EnvironmentComparison environment)
    {
        if (chart.Problems.Count + environment.Problems.Count > 0)
            return [chart.Chart, environment.Environment, .. Enumerable.Repeat("?", 9)];
        var counts = Counts.Of(environment);
        int[] numbers = [environment.Objects.Count, counts.Same, counts.Changed, counts.Added, counts.Removed, counts.Breaking, counts.Behaviour, counts.Cosmetic, counts.Accepted];
        return [chart.Chart, environment.Environment, .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }

    // Names to the left, numbers to the right.
    static string Cells(IReadOnlyList<string> cells, List<int> widths) =>
        string.Join("  ", cells.Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));

    string Word(Severity severity) => severity switch
    {
        Severity.Breaking => style.Red("breaking "),
        Severity.Behaviour => style.Yellow("behaviour"),
        _ => style.Dim("cosmetic "),
    };

    static string Title(ChartSide side) => side.Version.Length == 0 ? side.Title : $"{side.Title} {side.Version}";
}
