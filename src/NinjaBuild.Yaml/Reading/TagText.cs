using System.Text;

namespace NinjaBuild.Yaml.Reading;

/// <summary>Tags: <c>!suffix</c>, <c>!!suffix</c>, <c>!handle!suffix</c>, <c>!&lt;uri&gt;</c>.</summary>
static class TagText
{
    /// <summary>Scans the tag at the cursor. The token has the handle, which is empty for a whole URI, and the suffix.</summary>
    public static Token Scan(Cursor cursor)
    {
        var start = cursor.Mark.Position;
        string handle;
        string suffix;
        if (cursor.Peek(1) == '<')
        {
            cursor.Advance(2);
            handle = string.Empty;
            suffix = Uri(cursor, start);
            if (suffix.Length == 0 || cursor.Current != '>') throw new YamlSyntaxException(start, "the tag '!<…>' is not closed", GoWords.Scanner(suffix.Length == 0 ? "did not find expected tag URI" : "did not find the expected '>'", start));
            cursor.Advance();
        }
        else
        {
            handle = Handle(cursor);
            bool isHandle = handle.Length > 1 && handle[^1] == '!';
            suffix = (isHandle ? string.Empty : handle[1..]) + Uri(cursor, start);
            if (isHandle && suffix.Length == 0) throw new YamlSyntaxException(start, $"the tag '{handle}' has no name", GoWords.Scanner("did not find expected tag URI", start));
            (handle, suffix) = (isHandle, suffix.Length) switch
            {
                (true, _) => (handle, suffix),
                (false, 0) => (string.Empty, "!"),
                _ => ("!", suffix),
            };
        }

        if (!cursor.IsWhiteAt(0)) throw new YamlSyntaxException(start, "a space must follow a tag: put a value that starts with '!' in quotes", GoWords.Scanner("did not find expected whitespace or line break", start));
        return new Token(TokenKind.Tag, start, cursor.Mark.Position, handle, suffix);
    }

    /// <summary>Scans <c>!</c>, <c>!!</c> or <c>!name!</c>, or the start of a tag without a handle.</summary>
    public static string Handle(Cursor cursor)
    {
        int from = cursor.Index;
        cursor.Advance();
        while (char.IsAsciiLetterOrDigit(cursor.Current) || cursor.Current is '_' or '-') cursor.Advance();
        if (cursor.Current == '!') cursor.Advance();
        return cursor.Since(from).ToString();
    }

    /// <summary>Scans the characters of a URI, and decodes what is escaped.</summary>
    public static string Uri(Cursor cursor, Position start)
    {
        int from = cursor.Index;
        while (char.IsAsciiLetterOrDigit(cursor.Current) || cursor.Current is not '\0' && "_-;/?:@&=+$,.!~*'()[]%".Contains(cursor.Current, StringComparison.Ordinal))
        {
            if (cursor.Current == '%' && !(char.IsAsciiHexDigit(cursor.Peek(1)) && char.IsAsciiHexDigit(cursor.Peek(2))))
                throw new YamlSyntaxException(start, "two hexadecimal digits must follow a '%' in a tag", GoWords.Scanner("did not find URI escaped octet", start));
            cursor.Advance();
        }

        var text = cursor.Since(from);
        return text.Contains('%') ? Decode(text, start) : text.ToString();
    }

    static string Decode(ReadOnlySpan<char> text, Position start)
    {
        var bytes = new byte[text.Length];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool isEscape = text[i] == '%';
            bytes[length++] = isEscape ? Convert.FromHexString(text.Slice(i + 1, 2))[0] : (byte)text[i];
            if (isEscape) i += 2;
        }

        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw new YamlSyntaxException(start, "the escapes in this tag are no valid UTF-8", GoWords.Scanner("found an incorrect leading UTF-8 octet", start));
        }
    }
}
