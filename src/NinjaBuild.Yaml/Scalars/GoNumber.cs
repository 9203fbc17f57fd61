using System.Globalization;

namespace NinjaBuild.Yaml.Scalars;

/// <summary>Numbers as Go's strconv parses them, without underscores.</summary>
static class GoNumber
{
    /// <summary>ParseInt(text, 0, 64): a sign, then decimal, 0x, 0o, 0b or a leading 0 for octal.</summary>
    public static bool TryParseInteger(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is '+' or '-') text = text[1..];
        if (!TryParseUnsigned(text, out ulong magnitude)) return false;
        if (magnitude > (negative ? 1UL << 63 : long.MaxValue)) return false;
        value = unchecked(negative ? -(long)magnitude : (long)magnitude);
        return true;
    }

    /// <summary>ParseUint(text, 0, 64): as <see cref="TryParseInteger"/>, without a sign.</summary>
    public static bool TryParseUnsigned(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        if (text.IsEmpty) return false;
        uint radix = 10;
        if (text[0] == '0')
        {
            radix = text.Length < 3 ? 8u : (text[1] | 0x20) switch { 'b' => 2u, 'x' => 16u, _ => 8u };
            bool prefixed = text.Length >= 3 && (text[1] | 0x20) is 'b' or 'o' or 'x';
            text = text[(prefixed ? 2 : 1)..];
        }

        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigit(c)) return false;
            uint digit = (uint)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
            if (digit >= radix) return false;
            ulong high = Math.BigMul(value, radix, out ulong low);
            if (high != 0 || low > ulong.MaxValue - digit) return false;
            value = low + digit;
        }

        return true;
    }

    /// <summary>Digits with a point, an exponent, or both; what is too large for a double is no number.</summary>
    public static bool TryParseFloat(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        return HasFloatSyntax(text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    static bool HasFloatSyntax(ReadOnlySpan<char> text)
    {
        int i = 0;
        if (i < text.Length && text[i] is '+' or '-') i++;
        int whole = CountDigits(text, i);
        i += whole;
        if (i < text.Length && text[i] == '.')
        {
            int fraction = CountDigits(text, i + 1);
            if (whole + fraction == 0) return false;
            i += 1 + fraction;
        }
        else if (whole == 0)
        {
            return false;
        }

        if (i == text.Length) return true;
        if (text[i] is not ('e' or 'E')) return false;
        i++;
        if (i < text.Length && text[i] is '+' or '-') i++;
        int exponent = CountDigits(text, i);
        return exponent > 0 && i + exponent == text.Length;
    }

    static int CountDigits(ReadOnlySpan<char> text, int from)
    {
        int i = from;
        while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
        return i - from;
    }
}
