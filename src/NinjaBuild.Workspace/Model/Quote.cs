using System.Globalization;
using System.Text;

namespace NinjaBuild.Workspace.Model;

/// <summary>Shows a text of a declaration in a message, so that it stays on its line and cannot steer the terminal.</summary>
static class Quote
{
    const int Longest = 80;

    /// <summary>The text with control characters escaped, and cut where it is long.</summary>
    public static string Text(string text)
    {
        var plain = true;
        foreach (var c in text)
            plain &= !IsControl(c);
        if (plain)
            return text.Length <= Longest ? text : Cut(text);

        var shown = new StringBuilder();
        foreach (var c in text)
        {
            if (IsControl(c))
                shown.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                shown.Append(c);
            if (shown.Length > Longest)
                break;
        }

        return shown.Length <= Longest ? shown.ToString() : Cut(shown.ToString());
    }

    // Line and paragraph separators and the marks that change the direction of writing count as well.
    static bool IsControl(char c) => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator;

    static string Cut(string text) => string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[Longest - 4]) ? Longest - 4 : Longest - 3), "…");
}
