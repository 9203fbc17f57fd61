using System.Globalization;
using System.Text;
using NinjaBuild.GoTemplates.Values;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Helm.Functions.Toml;

/// <summary>The part that reads values.</summary>
sealed partial class TomlReader
{
    const string LocalDateTime = "2006-01-02T15:04:05.999999999";
    const string LocalDate = "2006-01-02";
    const string LocalTime = "15:04:05.999999999";

    object? ReadValue(int depth)
    {
        if (depth > MaxDepth)
            throw Error($"values nested deeper than {MaxDepth}");
        switch (Current)
        {
            case '\0' when AtEnd:
                throw Error("unexpected EOF; expected value");
            case '[':
                return ReadArray(depth);
            case '{':
                return ReadInlineTable(depth);
            case '"' or '\'':
                return ReadString(allowsMultiline: true);
            case '.':
                throw Error("floats must start with a digit, not '.'");
            default:
                return ReadPlain();
        }
    }

    List<object?> ReadArray(int depth)
    {
        _position++;
        var list = new List<object?>();
        _closed.Add(list);
        while (true)
        {
            SkipBlank();
            if (Accept(']'))
                return list;
            if (Current == ',')
                throw Error("unexpected comma");
            list.Add(ReadValue(depth + 1));
            SkipBlank();
            if (!Accept(',') && Current != ']')
                throw Error($"expected a comma (',') or array terminator (']'), but got {(AtEnd ? "end of file" : Quote(Current))}");
        }
    }

    Map ReadInlineTable(int depth)
    {
        _position++;
        var table = new Map(StringComparer.Ordinal);
        SkipSpaces();
        if (!Accept('}'))
        {
            do
            {
                SkipSpaces();
                if (Current == ',')
                    throw Error("unexpected comma");
                if (Current == '}')
                    throw Error("trailing comma not allowed in inline tables");
                if (Current == '\n')
                    throw Error("newlines not allowed within inline tables");
                ReadEntry(table, depth);
                SkipSpaces();
            }
            while (Accept(','));

            if (Current == '\n')
                throw Error("newlines not allowed within inline tables");
            if (!Accept('}'))
                throw Error($"expected a comma or an inline table terminator '}}', but got {(AtEnd ? "end of file" : Quote(Current))} instead");
        }

        Close(table);
        return table;
    }

    void Close(Map table)
    {
        _closed.Add(table);
        foreach (var inner in table.Values.OfType<Map>().Where(inner => !_closed.Contains(inner)))
            Close(inner);
    }

    string ReadString(bool allowsMultiline)
    {
        var quote = Current;
        var triple = new string(quote, 3);
        if (allowsMultiline && string.CompareOrdinal(_text, _position, triple, 0, 3) == 0)
            return ReadMultiline(quote, triple);
        _position++;
        var text = new StringBuilder();
        while (!Accept(quote))
        {
            if (AtEnd)
                throw Error(quote == '"' ? "unexpected EOF; expected '\"'" : "unexpected EOF; expected \"'\"");
            if (Current == '\n')
                throw Error("strings cannot contain newlines");
            ReadCharacter(text, quote);
        }

        return text.ToString();
    }

    string ReadMultiline(char quote, string triple)
    {
        _position += 3;
        Accept('\n');
        var text = new StringBuilder();
        while (true)
        {
            if (AtEnd)
                throw Error(quote == '"' ? "unexpected EOF; expected '\"\"\"'" : "unexpected EOF; expected \"'''\"");
            if (string.CompareOrdinal(_text, _position, triple, 0, 3) == 0)
            {
                _position += 3;
                for (var extra = 0; extra < 2 && Accept(quote); extra++)
                    text.Append(quote);
                return text.ToString();
            }

            if (quote == '"' && Current == '\\' && IsLineEndAhead())
                SkipToText();
            else
                ReadCharacter(text, quote);
        }
    }

    // A backslash at the end of a line takes away the line's end and all space up to the next text.
    bool IsLineEndAhead()
    {
        var next = _position + 1;
        while (next < _text.Length && _text[next] is ' ' or '\t')
            next++;
        return next < _text.Length && _text[next] == '\n';
    }

    void SkipToText()
    {
        _position++;
        while (!AtEnd && Current is ' ' or '\t' or '\n')
            _position++;
    }

    void ReadCharacter(StringBuilder text, char quote)
    {
        var c = Current;
        if (c is < ' ' and not ('\t' or '\n') or '\x7f')
            throw Error($"control characters are not allowed inside strings: '\\x{(int)c:x2}', use \\u{(int)c:x4} instead");
        _position++;
        if (c != '\\' || quote == '\'')
            text.Append(c);
        else
            ReadEscape(text);
    }

    void ReadEscape(StringBuilder text)
    {
        var c = Current;
        _position++;
        _ = c switch
        {
            'b' => text.Append('\b'),
            't' => text.Append('\t'),
            'n' => text.Append('\n'),
            'f' => text.Append('\f'),
            'r' => text.Append('\r'),
            '"' => text.Append('"'),
            '\\' => text.Append('\\'),
            'u' => text.Append(ReadCodePoint(4, "four")),
            'U' => text.Append(ReadCodePoint(8, "eight")),
            _ => throw Error($"invalid escape in string '\\{c}'"),
        };
    }

    string ReadCodePoint(int digits, string word)
    {
        var length = Math.Min(digits, _text.Length - _position);
        var hex = _text.AsSpan(_position, length);
        if (length < digits || !uint.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            throw Error($"expected {word} hexadecimal digits after '\\{(digits == 4 ? 'u' : 'U')}', but got \"{hex}\" instead");
        _position += digits;
        return Rune.TryCreate(code, out var rune) ? rune.ToString() : throw Error($"Escaped character '\\u{hex}' is not valid UTF-8.");
    }

    /// <summary>What stands without quotes: booleans, numbers, dates.</summary>
    object ReadPlain()
    {
        var start = _position;
        while (!AtEnd && !(Current is ',' or ']' or '}' or '#' or '\n' or '\t' or '=') && !(Current == ' ' && !IsDateAndTime(start)))
            _position++;
        var text = _text[start.._position].TrimEnd();
        _position = start + text.Length;
        return text switch
        {
            "true" => Boxes.Box(true),
            "false" => Boxes.Box(false),
            "inf" or "+inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" or "+nan" or "-nan" => double.NaN,
            _ => Number(text) ?? Date(text) ?? throw Error(text.Length == 0 ? $"expected value but found {Quote(Current)} instead" : $"expected value but found {GoTemplates.Formatting.Quoting.Quote(text)} instead"),
        };
    }

    // "1979-05-27 07:32:00": a space may stand for the T.
    bool IsDateAndTime(int start) => _position - start == 10 && _text[start + 4] == '-' && _position + 2 < _text.Length && char.IsAsciiDigit(_text[_position + 1]);

    object? Number(string text)
    {
        if (text.Length == 0 || !(char.IsAsciiDigit(text[0]) || (text[0] is '+' or '-' && text.Length > 1 && char.IsAsciiDigit(text[1]))))
            return null;
        if (text.Contains("__", StringComparison.Ordinal) || text.EndsWith('_'))
            throw Error($"Invalid integer \"{text}\": underscores must be surrounded by digits");
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        if (digits.Length > 2 && digits[0] == '0' && digits[1] is 'x' or 'o' or 'b')
            return Prefixed(digits);
        var unsigned = digits.TrimStart('+', '-');
        if (unsigned.All(char.IsAsciiDigit))
        {
            if (unsigned.Length > 1 && unsigned[0] == '0')
                throw Error($"Invalid integer \"{text}\": cannot have leading zeroes");
            return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Error($"{text} is out of range for int64");
        }

        return IsFloat(unsigned) && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : null;
    }

    object Prefixed(string digits)
    {
        var body = digits[2..];
        var radix = digits[1] switch { 'x' => 16, 'o' => 8, _ => 2 };
        long number = 0;
        foreach (var c in body)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
                throw Error($"not {(radix == 16 ? "a hexadecimal" : radix == 8 ? "an octal" : "a binary")} number: '{digits}'");
            if (number > (long.MaxValue - digit) / radix)
                throw Error($"{digits} is out of range for int64");
            number = (number * radix) + digit;
        }

        return number;
    }

    /// <summary>Digits, and then a point with digits on both sides, an exponent, or both.</summary>
    static bool IsFloat(string text)
    {
        var mantissa = text.Split('e', 'E')[0];
        var parts = mantissa.Split('.');
        return parts.Length <= 2 && Array.TrueForAll(parts, static part => part.Length > 0 && part.All(char.IsAsciiDigit)) && !(parts[0].Length > 1 && parts[0][0] == '0');
    }

    static TimeValue? Date(string text)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal;
        var normal = text.Length > 10 && text[10] is ' ' or 't' ? string.Concat(text.AsSpan(0, 10), "T", text.AsSpan(11)) : text;
        if (DateTimeOffset.TryParseExact(normal, ["yyyy-MM-ddTHH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, styles, out var time))
        {
            var hasZone = normal.Length > 19 && (normal.EndsWith('Z') || normal.EndsWith('z') || normal.AsSpan(19).ContainsAny('+', '-'));
            return hasZone ? new TimeValue(time, time.Offset == TimeSpan.Zero ? "UTC" : "") : new TimeValue(time, "UTC") { TomlLayout = LocalDateTime };
        }

        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, styles, out var date))
            return new TimeValue(date, "UTC") { TomlLayout = LocalDate };
        return TimeOnly.TryParseExact(text, ["HH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
            ? new TimeValue(new DateTimeOffset(1, 1, 1, 0, 0, 0, TimeSpan.Zero) + clock.ToTimeSpan(), "UTC") { TomlLayout = LocalTime }
            : null;
    }
}
