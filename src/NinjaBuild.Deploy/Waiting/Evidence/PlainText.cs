using System.Globalization;
using System.Text;

namespace NinjaBuild.Deploy.Waiting.Evidence;

/// <summary>
/// Makes text of strangers (logs, messages of a cluster) fit for a terminal and a report: without escape sequences (ECMA-48), control
/// characters, or marks that change the direction of what follows.
/// </summary>
static class PlainText
{
    const char Escape = '\u001b';
    const char Bell = '\u0007';

    /// <summary>Text on one line: what breaks lines becomes a space.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="limit">How many characters are kept; what was cut off is shown by <c>…</c>.</param>
    public static string Line(string text, int limit = 400)
    {
        var result = new StringBuilder(Math.Min(text.Length, limit + 1));
        int at = 0;
        while (at < text.Length)
        {
            if (result.Length >= limit) return result.ToString(0, CutAt(result, limit)) + "…";
            if (text[at] is Escape or '\u009b' or '\u009d' or '\u0090') at = AfterSequence(text, at);
            else at = Append(result, text, at);
        }

        return result.ToString().Trim();
    }

    /// <summary>The last lines of a text.</summary>
    public static IReadOnlyList<string> LastLines(string text, int count)
    {
        var lines = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            // A progress bar writes over its line again and again: what it showed at last counts.
            var shown = line.TrimEnd('\r');
            lines.Add(Line(shown[(shown.LastIndexOf('\r') + 1)..]));
        }

        while (lines is [.., ""]) lines.RemoveAt(lines.Count - 1);
        return lines[Math.Max(0, lines.Count - count)..];
    }

    static int Append(StringBuilder result, string text, int at)
    {
        if (!Rune.TryGetRuneAt(text, at, out var rune))
        {
            result.Append('\ufffd');
            return at + 1;
        }

        if (rune.Value is '\t' or '\n' or '\r' or 0x2028 or 0x2029) result.Append(' ');
        else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format)) result.Append(rune.ToString());
        return at + rune.Utf16SequenceLength;
    }

    // ESC [ parameters final; ESC ] or P or X or ^ or _ text, ended by BEL or ESC \; ESC intermediates final.
    static int AfterSequence(string text, int at)
    {
        if (text[at] == Escape && ++at == text.Length) return at;
        char kind = text[at] switch { '\u009b' => '[', '\u009d' or '\u0090' => ']', var other => other };
        at++;
        switch (kind)
        {
            case '[':
                while (at < text.Length && text[at] is >= ' ' and <= '?') at++;
                return at < text.Length && text[at] is >= '@' and <= '~' ? at + 1 : at;
            case ']' or 'P' or 'X' or '^' or '_':
                while (at < text.Length && text[at] is not (Bell or Escape or '\u009c' or '\n')) at++;
                if (at + 1 < text.Length && text[at] == Escape && text[at + 1] == '\\') return at + 2;
                return at < text.Length && text[at] is Bell or '\u009c' ? at + 1 : at;
            case >= ' ' and <= '/':
                while (at < text.Length && text[at] is >= ' ' and <= '/') at++;
                return Math.Min(at + 1, text.Length);
            default:
                // A control character, or another escape, is looked at by itself.
                return kind is >= '0' and <= '~' ? at : at - 1;
        }
    }

    static int CutAt(StringBuilder text, int limit) => char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
}
