using System.Globalization;
using System.Text;

namespace NinjaBuild.BuildHost.Parameters;

/// <summary>
/// Reads an object of texts, numbers, flags and lists of them, with // comments and trailing commas. The JSON reader of .NET costs
/// 5 ms at the first use, which is in every start.
/// </summary>
internal ref struct FlatJson(string text)
{
    private int at;

    /// <exception cref="FormatException">The text is something else; <see cref="Place"/> is where.</exception>
    public Dictionary<string, List<string>> Read()
    {
        var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        Expect('{', "an object");
        while (!Take('}'))
        {
            var name = Text();
            Expect(':', "':'");
            values[name] = Value();
            if (!Take(','))
            {
                Expect('}', "',' or '}'");
                break;
            }
        }

        SkipBlank();
        return at == text.Length ? values : throw Error("the end");
    }

    /// <summary>Line and column that were reached, counted from 1.</summary>
    public readonly (int Line, int Column) Place()
    {
        var (line, start) = (1, 0);
        for (var i = 0; i < at && i < text.Length; i++)
            if (text[i] == '\n')
                (line, start) = (line + 1, i + 1);
        return (line, at - start + 1);
    }

    private List<string> Value()
    {
        if (!Take('['))
            return [Scalar()];
        var list = new List<string>();
        while (!Take(']'))
        {
            list.Add(Scalar());
            if (!Take(','))
            {
                Expect(']', "',' or ']'");
                break;
            }
        }

        return list;
    }

    private string Scalar()
    {
        SkipBlank();
        if (at < text.Length && text[at] == '"')
            return Text();
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '+' or '.'))
            at++;
        var word = text[start..at];
        if (word is "true" or "false" || double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            return word;
        at = start;
        throw Error("a text, a number, true, false, or a list of them");
    }

    private string Text()
    {
        Expect('"', "a text in quotes");
        var start = at;
        StringBuilder? unescaped = null;
        for (; at < text.Length && text[at] != '"' && text[at] >= ' '; at++)
        {
            if (text[at] != '\\')
            {
                unescaped?.Append(text[at]);
                continue;
            }

            unescaped ??= new StringBuilder(text[start..at]);
            at++;
            unescaped.Append(Escaped());
        }

        var end = at;
        if (at >= text.Length || text[at++] != '"')
        {
            at = end;
            throw Error("the end of the text");
        }

        return unescaped?.ToString() ?? text[start..end];
    }

    private char Escaped()
    {
        switch (at < text.Length ? text[at] : '\0')
        {
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when at + 4 < text.Length && TryHex(text.AsSpan(at + 1, 4), out var code):
                at += 4;
                return (char)code;
            default: throw Error("a character that can be escaped");
        }
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out ushort code)
        => ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);

    private void Expect(char expected, string name)
    {
        if (!Take(expected))
            throw Error(name);
    }

    private bool Take(char expected)
    {
        SkipBlank();
        if (at >= text.Length || text[at] != expected)
            return false;
        at++;
        return true;
    }

    private void SkipBlank()
    {
        while (at < text.Length)
            if (text[at] is ' ' or '\t' or '\r' or '\n')
                at++;
            else if (text[at] == '/' && at + 1 < text.Length && text[at + 1] == '/')
                while (at < text.Length && text[at] != '\n')
                    at++;
            else
                return;
    }

    private static FormatException Error(string expected) => new($"expected {expected}");
}
