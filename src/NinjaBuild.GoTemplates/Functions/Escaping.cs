using System.Buffers;
using System.Globalization;
using System.Text;
using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.GoTemplates.Functions;

/// <summary>Go's <c>html</c>, <c>js</c> and <c>urlquery</c>.</summary>
internal static class Escaping
{
    static readonly SearchValues<char> HtmlSpecial = SearchValues.Create("\0\"'&<>");

    public static string Html(string text)
    {
        if (text.AsSpan().IndexOfAny(HtmlSpecial) < 0)
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\0' => escaped.Append('\ufffd'),
                '"' => escaped.Append("&#34;"),
                '\'' => escaped.Append("&#39;"),
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    public static string JavaScript(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\\' => escaped.Append("\\\\"),
                '\'' => escaped.Append("\\'"),
                '"' => escaped.Append("\\\""),
                '<' or '>' or '&' or '=' or < ' ' => AppendCode(escaped, rune),
                < 0x80 => escaped.Append((char)rune.Value),
                _ => Quoting.IsPrint(rune) ? escaped.Append(rune.ToString()) : AppendCode(escaped, rune),
            };
        }

        return escaped.ToString();
    }

    public static string UrlQuery(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var b in GoString.ToBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
                escaped.Append((char)b);
            else if (b == ' ')
                escaped.Append('+');
            else
                escaped.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return escaped.ToString();
    }

    static StringBuilder AppendCode(StringBuilder escaped, Rune rune) => escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
}
