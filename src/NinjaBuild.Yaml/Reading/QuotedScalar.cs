using System.Buffers;
using System.Globalization;
using System.Text;

namespace NinjaBuild.Yaml.Reading;

/// <summary>Scalars in single or double quotes.</summary>
static class QuotedScalar
{
    static readonly SearchValues<char> Stops = SearchValues.Create("'\"\\ \t" + Cursor.Breaks);

    /// <summary>Scans the scalar whose quote is at the cursor.</summary>
    public static Token Scan(Cursor cursor)
    {
        var start = cursor.Mark.Position;
        char quote = cursor.Current;
        cursor.Advance();

        // Most are short and have nothing special in them.
        int from = cursor.Index;
        cursor.AdvanceTo(Stops);
        while (IsOrdinary(cursor, quote))
        {
            cursor.Advance();
            cursor.AdvanceTo(Stops);
        }

        if (cursor.Current == quote && cursor.Peek(1) != quote)
        {
            var simple = TextPool.Of(cursor.Since(from));
            cursor.Advance();
            return new Token(TokenKind.OtherScalar, start, cursor.Mark.Position, simple);
        }

        var text = new StringBuilder().Append(cursor.Since(from));
        while (true)
        {
            if (cursor.IsAtDocumentIndicator)
                throw new YamlSyntaxException(start, "the string that starts here is not closed before the document ends", GoWords.Scanner("found unexpected document indicator", start), cursor.Mark.Position);
            if (cursor.IsAtEnd) throw new YamlSyntaxException(start, "the string that starts here is not closed", GoWords.Scanner("found unexpected end of stream", start), cursor.Mark.Position);

            var folding = default(Folding);
            ScanWords(cursor, quote, text, ref folding);
            if (cursor.Current == quote) break;
            folding.Skip(cursor, indent: 0);
            folding.Flush(text, cursor);
        }

        cursor.Advance();
        return new Token(TokenKind.OtherScalar, start, cursor.Mark.Position, text.ToString());
    }

    static bool IsOrdinary(Cursor cursor, char quote)
    {
        char c = cursor.Current;
        return (c == ' ' && !cursor.IsWhiteAt(1)) || (c is '\'' or '"' && c != quote);
    }

    static void ScanWords(Cursor cursor, char quote, StringBuilder text, ref Folding folding)
    {
        while (!cursor.IsWhiteAt(0))
        {
            char c = cursor.Current;
            if (c == quote)
            {
                if (quote == '"' || cursor.Peek(1) != quote) return;
                text.Append(quote);
                cursor.Advance(2);
            }
            else if (c == '\\' && quote == '"')
            {
                if (Cursor.IsBreak(cursor.Peek(1)))
                {
                    cursor.Advance();
                    cursor.AdvanceLine();
                    folding.Join();
                    return;
                }

                ScanEscape(cursor, text);
            }
            else
            {
                int from = cursor.Index;
                cursor.Advance();
                cursor.AdvanceTo(Stops);
                text.Append(cursor.Since(from));
            }
        }
    }

    static void ScanEscape(Cursor cursor, StringBuilder text)
    {
        char c = cursor.Peek(1);
        int digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            text.Append(Unicode(cursor, digits));
            cursor.Advance(2 + digits);
            return;
        }

        text.Append(c switch
        {
            '0' => '\0',
            'a' => '\a',
            'b' => '\b',
            't' or '\t' => '\t',
            'n' => '\n',
            'v' => '\v',
            'f' => '\f',
            'r' => '\r',
            'e' => '\u001B',
            ' ' or '"' or '\'' or '\\' => c,
            'N' => '\u0085',
            '_' => '\u00A0',
            'L' => '\u2028',
            'P' => '\u2029',
            _ => throw new YamlSyntaxException(
                cursor.Mark.Position, $"'\\{Printable(c)}' is no escape: write '\\\\' for a backslash, or use single quotes", GoWords.Scanner("found unknown escape character")),
        });
        cursor.Advance(2);
    }

    static string Unicode(Cursor cursor, int digits)
    {
        long value = 0;
        for (int i = 0; i < digits; i++)
        {
            char c = cursor.Peek(2 + i);
            if (!char.IsAsciiHexDigit(c))
                throw new YamlSyntaxException(cursor.Mark.Position, $"'\\{cursor.Peek(1)}' takes {digits.ToString(CultureInfo.InvariantCulture)} hexadecimal digits", GoWords.Scanner("did not find expected hexdecimal number"));
            value = (value << 4) + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }

        if (value is > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
            throw new YamlSyntaxException(cursor.Mark.Position, "this escape stands for no Unicode character: write one above U+FFFF with '\\U' and 8 digits", GoWords.Scanner("found invalid Unicode character escape code"));
        return char.ConvertFromUtf32((int)value);
    }

    static string Printable(char c) => c is '\0' ? "" : c.ToString();
}
