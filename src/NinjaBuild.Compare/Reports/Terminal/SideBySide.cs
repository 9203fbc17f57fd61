using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Reports.Terminal;

/// <summary>Lines that go and come: beside each other where there is room, else below each other.</summary>
static class SideBySide
{
    const int Indent = 6;
    const int LeastColumn = 50;
    const string Between = " │ ";

    /// <summary>The lines as a terminal shows them. What a value holds must not command the terminal.</summary>
    public static IEnumerable<string> Write(IReadOnlyList<TextLine> lines, TerminalStyle style)
    {
        var safe = lines.Select(line => line with { Text = Printable(line.Text) }).ToList();
        var column = (style.Width - Indent - Between.Length) / 2;
        var isTwoSided = safe.Exists(line => line.Change == LineChange.Removed) && safe.Exists(line => line.Change == LineChange.Added);
        return isTwoSided && column >= LeastColumn && safe.TrueForAll(line => line.Text.Length <= column) ? Beside(safe, column, style) : Below(safe, style);
    }

    static IEnumerable<string> Below(List<TextLine> lines, TerminalStyle style) => lines.Select(line => Coloured(line.Change, $"{DifferenceText.Sign(line.Change)} {line.Text}", style));

    static IEnumerable<string> Beside(List<TextLine> lines, int column, TerminalStyle style)
    {
        for (var i = 0; i < lines.Count;)
        {
            if (lines[i].Change is LineChange.Same or LineChange.Skipped)
            {
                var text = lines[i].Change == LineChange.Same ? lines[i].Text : $"@ {lines[i].Text}";
                yield return style.Dim(text.PadRight(column)) + Between + style.Dim(text);
                i++;
                continue;
            }

            var gone = lines.Skip(i).TakeWhile(line => line.Change == LineChange.Removed).ToList();
            var come = lines.Skip(i + gone.Count).TakeWhile(line => line.Change == LineChange.Added).ToList();
            for (var row = 0; row < Math.Max(gone.Count, come.Count); row++)
            {
                yield return style.Red((row < gone.Count ? gone[row].Text : "").PadRight(column)) + Between + style.Green(row < come.Count ? come[row].Text : "");
            }

            i += gone.Count + come.Count;
        }
    }

    static string Coloured(LineChange change, string text, TerminalStyle style) => change switch
    {
        LineChange.Removed => style.Red(text),
        LineChange.Added => style.Green(text),
        _ => style.Dim(text),
    };

    static string Printable(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = char.IsControl(source[i]) ? (source[i] == '\t' ? ' ' : '�') : source[i];
    });
}
