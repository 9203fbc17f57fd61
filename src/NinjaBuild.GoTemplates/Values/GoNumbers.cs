using System.Globalization;

namespace NinjaBuild.GoTemplates.Values;

/// <summary>Numbers as Go's strconv reads them.</summary>
public static class GoNumbers
{
    /// <summary>As <c>strconv.ParseInt(text, 0, 64)</c>: with sign, 0x, 0o, 0b or leading 0, and underscores.</summary>
    public static bool TryParseInt(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        var negative = !text.IsEmpty && text[0] == '-';
        if (!text.IsEmpty && text[0] is '+' or '-')
            text = text[1..];
        if (!TryParseUint(text, out var magnitude) || magnitude > (negative ? 1UL << 63 : long.MaxValue))
            return false;
        value = negative ? unchecked(-(long)magnitude) : (long)magnitude;
        return true;
    }

    /// <summary>As <c>strconv.ParseUint(text, 0, 64)</c>.</summary>
    public static bool TryParseUint(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        var numberBase = 10;
        var afterPrefix = false;
        if (text.Length > 1 && text[0] == '0')
        {
            numberBase = text[1] switch { 'x' or 'X' => 16, 'b' or 'B' => 2, _ => 8 };
            text = text[(text[1] is 'x' or 'X' or 'b' or 'B' or 'o' or 'O' ? 2 : 1)..];
            afterPrefix = true;
        }

        if (text.IsEmpty)
            return false;
        var mayUnderscore = afterPrefix;
        foreach (var c in text)
        {
            if (c == '_')
            {
                if (!mayUnderscore)
                    return false;
                mayUnderscore = false;
                continue;
            }

            var digit = HexDigit(c);
            if (digit < 0 || digit >= numberBase)
                return false;
            mayUnderscore = true;
            var next = unchecked((value * (ulong)numberBase) + (ulong)digit);
            if (value > (ulong.MaxValue - (ulong)digit) / (ulong)numberBase)
                return false;
            value = next;
        }

        return mayUnderscore;
    }

    /// <summary>As <c>strconv.ParseFloat(text, 64)</c>, without its "inf" and "nan"; false also where it overflows.</summary>
    public static bool TryParseFloat(string text, out double value)
    {
        value = 0;
        var body = text.AsSpan();
        if (!body.IsEmpty && body[0] is '+' or '-')
            body = body[1..];
        if (body.Length > 2 && body[0] == '0' && body[1] is 'x' or 'X')
            return TryParseHexFloat(body[2..], text[0] == '-', out value);
        if (!IsDecimalFloat(body))
            return false;
        var plain = text.Contains('_', StringComparison.Ordinal) ? text.Replace("_", "", StringComparison.Ordinal) : text;
        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    static bool IsDecimalFloat(ReadOnlySpan<char> text)
    {
        var digits = 0;
        var i = 0;
        Digits(text, ref i, ref digits);
        if (i < text.Length && text[i] == '.')
        {
            i++;
            Digits(text, ref i, ref digits);
        }

        if (digits == 0)
            return false;
        if (i < text.Length && text[i] is 'e' or 'E')
        {
            i++;
            if (i < text.Length && text[i] is '+' or '-')
                i++;
            var exponent = 0;
            Digits(text, ref i, ref exponent);
            if (exponent == 0)
                return false;
        }

        return i == text.Length;
    }

    /// <summary>Underscores stand between digits.</summary>
    static void Digits(ReadOnlySpan<char> text, ref int i, ref int count)
    {
        for (; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
                count++;
            else if (text[i] != '_' || i == 0 || !char.IsAsciiDigit(text[i - 1]) || i + 1 == text.Length || !char.IsAsciiDigit(text[i + 1]))
                return;
        }
    }

    static bool TryParseHexFloat(ReadOnlySpan<char> text, bool negative, out double value)
    {
        value = 0;
        var split = text.IndexOfAny('p', 'P');
        if (split <= 0 || !int.TryParse(text[(split + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
            return false;
        var afterPoint = false;
        var any = false;
        foreach (var c in text[..split])
        {
            if (c == '_')
                continue;
            if (c == '.' && !afterPoint)
            {
                afterPoint = true;
                continue;
            }

            var digit = HexDigit(c);
            if (digit < 0)
                return false;
            any = true;
            value = (value * 16) + digit;
            if (afterPoint)
                exponent -= 4;
        }

        value = Math.ScaleB(negative ? -value : value, exponent);
        return any && double.IsFinite(value);
    }

    static int HexDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
