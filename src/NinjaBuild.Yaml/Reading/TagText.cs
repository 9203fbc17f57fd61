using System.Text;

namespace NinjaBuild.Yaml.Reading;

/// <summary>Tags: <c>!suffix</c>, <c>!!suffix</c>, <c>!handle!suffix</c>, <c>!&lt;uri&gt;</c>.</summary>
static class TagText
{
    const string NotUtf8 = "the escapes in this tag are no valid UTF-8";

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
        List<byte>? bytes = null;
        while (IsUriCharacter(cursor.Current))
        {
            if (cursor.Current == '%')
            {
                bytes ??= [.. Encoding.ASCII.GetBytes(cursor.Since(from).ToString())];
                ScanEscapes(cursor, start, bytes);
            }
            else
            {
                bytes?.Add((byte)cursor.Current);
                cursor.Advance();
            }
        }

        return bytes is null ? cursor.Since(from).ToString() : Encoding.UTF8.GetString([.. bytes]);
    }

    static bool IsUriCharacter(char c) =>
        char.IsAsciiLetterOrDigit(c) || (c != '\0' && "_-;/?:@&=+$,.!~*'()[]%".Contains(c, StringComparison.Ordinal));

    // The octets of one character, each escaped.
    static void ScanEscapes(Cursor cursor, Position start, List<byte> bytes)
    {
        int left = 0;
        do
        {
            if (cursor.Current != '%' || !char.IsAsciiHexDigit(cursor.Peek(1)) || !char.IsAsciiHexDigit(cursor.Peek(2)))
                throw new YamlSyntaxException(start, left == 0 ? "two hexadecimal digits must follow a '%' in a tag" : NotUtf8, GoWords.Scanner("did not find URI escaped octet", start));

            var octet = Convert.FromHexString([cursor.Peek(1), cursor.Peek(2)])[0];
            if (left > 0 && (octet & 0xC0) != 0x80) throw new YamlSyntaxException(start, NotUtf8, GoWords.Scanner("found an incorrect trailing UTF-8 octet", start));
            left = left > 0 ? left - 1 : Width(octet) - 1;
            if (left < 0) throw new YamlSyntaxException(start, NotUtf8, GoWords.Scanner("found an incorrect leading UTF-8 octet", start));
            bytes.Add(octet);
            cursor.Advance(3);
        }
        while (left > 0);
    }

    // How many octets this one starts; 0 for none.
    static int Width(byte octet) => octet switch
    {
        < 0x80 => 1,
        >= 0xC0 and < 0xE0 => 2,
        >= 0xE0 and < 0xF0 => 3,
        >= 0xF0 and < 0xF8 => 4,
        _ => 0,
    };
}
