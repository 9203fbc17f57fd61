using System.Globalization;
using System.Numerics;

namespace NinjaBuild.GoTemplates.Formatting;

/// <summary>The decimal digits of a positive finite float64.</summary>
/// <param name="Digits">Without leading or (unless rounded to a count) trailing zeros; empty for zero.</param>
/// <param name="Point">Where the decimal point stands: 0.DIGITS × 10^Point.</param>
internal readonly record struct FloatDigits(string Digits, int Point)
{
    /// <summary>As few digits as tell the value from its neighbours.</summary>
    public static FloatDigits Shortest(double value)
    {
        if (value == 0)
            return new("", 0);
        // "R" is the shortest form that round-trips; only its digits are wanted.
        var round = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = 0;
        var e = round.IndexOf('E', StringComparison.Ordinal);
        var mantissa = e < 0 ? round : round[..e];
        if (e >= 0)
            exponent = int.Parse(round.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa.Length : point;
        var digits = point < 0 ? mantissa : mantissa.Remove(point, 1);
        var zeros = digits.Length - digits.TrimStart('0').Length;
        return new(digits.Trim('0'), exponent + whole - zeros);
    }

    /// <summary>Rounded to a number of significant digits, halves to even.</summary>
    public static FloatDigits Significant(double value, int count) => Exact(value).Round(count);

    /// <summary>Rounded to a number of digits behind the point, halves to even.</summary>
    public static FloatDigits Fixed(double value, int decimals)
    {
        var exact = Exact(value);
        return exact.Round(exact.Point + decimals);
    }

    /// <summary>The digit at an index, zero beyond the end.</summary>
    public char At(int index) => index >= 0 && index < Digits.Length ? Digits[index] : '0';

    /// <summary>All digits: a float64 is a whole number of some power of two, so they end.</summary>
    static FloatDigits Exact(double value)
    {
        if (value == 0)
            return new("", 0);
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7ff);
        var mantissa = bits & 0xfffffffffffff;
        if (exponent == 0)
            exponent = 1;
        else
            mantissa |= 1L << 52;
        exponent -= 1075;
        if (exponent >= 0)
        {
            var whole = (new BigInteger(mantissa) << exponent).ToString(CultureInfo.InvariantCulture);
            return new(whole, whole.Length);
        }

        // m / 2^n = m × 5^n / 10^n
        var digits = (mantissa * BigInteger.Pow(5, -exponent)).ToString(CultureInfo.InvariantCulture);
        return new(digits, digits.Length + exponent);
    }

    FloatDigits Round(int count)
    {
        if (count >= Digits.Length)
            return new(Digits.TrimEnd('0'), Digits.Length == 0 ? 0 : Point);
        if (count < 0)
            return new("", 0);
        var kept = Digits.AsSpan(0, count).ToArray();
        if (!RoundsUp(count))
        {
            var text = new string(kept).TrimEnd('0');
            return new(text, text.Length == 0 ? 0 : Point);
        }

        var i = count - 1;
        while (i >= 0 && kept[i] == '9')
            i--;
        if (i < 0)
            return new("1", Point + 1);
        kept[i]++;
        return new(new string(kept, 0, i + 1), Point);
    }

    bool RoundsUp(int count)
    {
        var next = Digits[count];
        if (next != '5' || Digits.AsSpan(count + 1).ContainsAnyExcept('0'))
            return next >= '5';
        return count > 0 && (Digits[count - 1] - '0') % 2 == 1;
    }
}
