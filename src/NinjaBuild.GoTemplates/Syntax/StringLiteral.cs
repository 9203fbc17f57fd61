using System.Globalization;
using System.Text;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.GoTemplates.Syntax;

/// <summary>Go's string and character constants.</summary>
internal static class StringLiteral
{
    /// <summary>The text of a constant in double quotes or backquotes.</summary>
    /// <exception cref="SyntaxException">An escape is none of Go's.</exception>
    public static string Unquote(string literal)
    {
        var body = literal.AsSpan(1, literal.Length - 2);
        if (literal[0] == '`')
            return body.Contains('\r') ? body.ToString().Replace("\r", "", StringComparison.Ordinal) : body.ToString();
        if (body.IndexOf('\\') < 0)
            return body.ToString();

        var text = new StringBuilder(body.Length);
        var hasBytes = false;
        for (var i = 0; i < body.Length;)
        {
            if (body[i] != '\\')
            {
                text.Append(body[i++]);
                continue;
            }

            var value = Escape(body, ref i, '"', out var isByte);
            if (isByte && value >= 0x80)
            {
                text.Append(GoString.ByteAsChar((byte)value));
                hasBytes = true;
            }
            else
            {
                text.Append(new Rune(value).ToString());
            }
        }

        // \xc3\xa9 are two bytes of one character.
        return hasBytes ? GoString.FromBytes(GoString.ToBytes(text.ToString())) : text.ToString();
    }

    /// <summary>The code point of <c>'x'</c>.</summary>
    /// <exception cref="SyntaxException">There is not exactly one character.</exception>
    public static int UnquoteChar(string literal)
    {
        var body = literal.AsSpan(1, literal.Length - 2);
        if (body.IsEmpty)
            throw new SyntaxException("invalid syntax");
        var i = 0;
        int value;
        if (body[0] == '\\')
        {
            value = Escape(body, ref i, '\'', out _);
        }
        else
        {
            Rune.DecodeFromUtf16(body, out var rune, out i);
            value = rune.Value;
        }

        return i == body.Length ? value : throw new SyntaxException($"malformed character constant: {literal}");
    }

    static int Escape(ReadOnlySpan<char> body, ref int i, char quote, out bool isByte)
    {
        isByte = false;
        if (i + 1 >= body.Length)
            throw new SyntaxException("invalid syntax");
        var c = body[i + 1];
        i += 2;
        switch (c)
        {
            case 'a': return 7;
            case 'b': return 8;
            case 'f': return 12;
            case 'n': return 10;
            case 'r': return 13;
            case 't': return 9;
            case 'v': return 11;
            case '\\': return '\\';
            case '\'' or '"' when c == quote: return c;
            case 'x':
                isByte = true;
                return Digits(body, ref i, 2);
            case 'u':
            case 'U':
                var value = Digits(body, ref i, c == 'u' ? 4 : 8);
                return Rune.IsValid(value) ? value : throw new SyntaxException("invalid syntax");
            case >= '0' and <= '7':
                isByte = true;
                i--;
                return Octal(body, ref i);
            default:
                throw new SyntaxException("invalid syntax");
        }
    }

    static int Digits(ReadOnlySpan<char> body, ref int i, int count)
    {
        if (i + count > body.Length || !int.TryParse(body.Slice(i, count), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            throw new SyntaxException("invalid syntax");
        i += count;
        return value;
    }

    static int Octal(ReadOnlySpan<char> body, ref int i)
    {
        var value = 0;
        if (i + 3 > body.Length)
            throw new SyntaxException("invalid syntax");
        for (var end = i + 3; i < end; i++)
        {
            if (body[i] is < '0' or > '7')
                throw new SyntaxException("invalid syntax");
            value = (value * 8) + (body[i] - '0');
        }

        return value < 256 ? value : throw new SyntaxException("invalid syntax");
    }
}
