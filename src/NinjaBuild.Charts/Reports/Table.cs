namespace NinjaBuild.Charts.Reports;

/// <summary>Aligns rows of text.</summary>
public static class Table
{
    /// <summary>The lines of a table: a heading, a rule, and the rows; each column as wide as its widest cell.</summary>
    public static IReadOnlyList<string> Write(IReadOnlyList<string> heading, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = heading.Select((cell, column) => rows.Select(row => row[column].Length).Append(cell.Length).Max()).ToList();
        return [Line(heading), string.Join("  ", widths.Select(width => new string('─', width))), .. rows.Select(Line)];

        string Line(IReadOnlyList<string> cells) => string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
    }
}
