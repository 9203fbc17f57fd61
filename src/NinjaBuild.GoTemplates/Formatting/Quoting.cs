using System.Globalization;
using System.Text;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.GoTemplates.Formatting;

/// <summary>Strings and characters as Go's strconv quotes them.</summary>
public static class Quoting
{
    /// <summary>In double quotes, with Go's escapes: <c>strconv.Quote</c>.</summary>
    public static string Quote(string text) => Quote(text, '"', onlyAscii: false);

    /// <summary>In double quotes, everything but ASCII escaped: <c>strconv.QuoteToASCII</c>.</summary>
    public static string QuoteToAscii(string text) => Quote(text, '"', onlyAscii: true);

    /// <summary>In single quotes: <c>strconv.QuoteRune</c>.</summary>
    public static string QuoteRune(Rune rune, bool onlyAscii = false) => Quote(rune.ToString(), '\'', onlyAscii);

    /// <summary>Whether Go counts a character as printable: letters, marks, numbers, punctuation, symbols and the plain space.</summary>
    public static bool IsPrint(Rune rune)
    {
        if (rune.IsAscii)
            return rune.Value is >= ' ' and < 0x7f;
        return Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }

    /// <summary>As <c>%#U</c>: U+0078 'x'.</summary>
    public static string Unicode(Rune rune) =>
        IsPrint(rune)
            ? string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4} '{rune}'")
            : string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");

    static string Quote(string text, char quote, bool onlyAscii)
    {
        var quoted = new StringBuilder(text.Length + 2);
        quoted.Append(quote);
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (c == quote || c == '\\')
            {
                quoted.Append('\\').Append(c);
                i++;
            }
            else if (c is >= ' ' and < (char)0x7f)
            {
                quoted.Append(c);
                i++;
            }
            else if (char.IsSurrogate(c) && !Rune.TryGetRuneAt(text, i, out _))
            {
                // A byte that is no UTF-8.
                quoted.Append(CultureInfo.InvariantCulture, $"\\x{GoString.ToBytes(text.AsSpan(i, 1))[0]:x2}");
                i++;
            }
            else
            {
                var rune = Rune.GetRuneAt(text, i);
                AppendRune(quoted, rune, onlyAscii);
                i += rune.Utf16SequenceLength;
            }
        }

        return quoted.Append(quote).ToString();
    }

    static void AppendRune(StringBuilder quoted, Rune rune, bool onlyAscii)
    {
        _ = rune.Value switch
        {
            7 => quoted.Append("\\a"),
            8 => quoted.Append("\\b"),
            12 => quoted.Append("\\f"),
            10 => quoted.Append("\\n"),
            13 => quoted.Append("\\r"),
            9 => quoted.Append("\\t"),
            11 => quoted.Append("\\v"),
            < ' ' or 0x7f => quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
            _ when !onlyAscii && IsPrint(rune) => quoted.Append(rune.ToString()),
            < 0x10000 => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
            _ => quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
        };
    }
}
