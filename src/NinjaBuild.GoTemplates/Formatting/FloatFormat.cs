using System.Globalization;
using System.Text;

namespace NinjaBuild.GoTemplates.Formatting;

/// <summary>Go's <c>strconv.FormatFloat</c>.</summary>
public static class FloatFormat
{
    /// <summary>As <c>%v</c> prints a float64.</summary>
    public static string General(double value)
    {
        // Small whole numbers are what templates are full of.
        if (value is > -1e15 and < 1e15 && value == Math.Truncate(value) && (value != 0 || !double.IsNegative(value)))
        {
            if (value is > -1e6 and < 1e6)
                return ((long)value).ToString(CultureInfo.InvariantCulture);
        }

        return Format(value, 'g', -1);
    }

    /// <summary>Formats with a verb of b, e, E, f, g, G, x, X.</summary>
    /// <param name="value">The number.</param>
    /// <param name="verb">The form.</param>
    /// <param name="precision">Digits; -1 for as few as needed.</param>
    public static string Format(double value, char verb, int precision)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "+Inf" : "-Inf";
        var text = new StringBuilder(24);
        if (double.IsNegative(value))
            text.Append('-');
        value = Math.Abs(value);
        switch (verb)
        {
            case 'e' or 'E':
                Exponent(text, precision < 0 ? FloatDigits.Shortest(value) : FloatDigits.Significant(value, precision + 1), precision, verb);
                break;
            case 'f':
                Fixed(text, precision < 0 ? FloatDigits.Shortest(value) : FloatDigits.Fixed(value, precision), precision);
                break;
            case 'g' or 'G':
                ShorterOf(text, value, verb, precision);
                break;
            case 'b':
                Binary(text, value);
                break;
            default:
                Hexadecimal(text, value, verb, precision);
                break;
        }

        return text.ToString();
    }

    static void ShorterOf(StringBuilder text, double value, char verb, int precision)
    {
        var digits = precision < 0 ? FloatDigits.Shortest(value) : FloatDigits.Significant(value, precision == 0 ? 1 : precision);
        var limit = precision;
        if (limit > digits.Digits.Length && digits.Digits.Length >= digits.Point)
            limit = digits.Digits.Length;
        if (precision < 0)
            limit = 6;
        if (precision == 0)
            limit = 1;
        var exponent = digits.Digits.Length == 0 ? -1 : digits.Point - 1;
        if (exponent < -4 || exponent >= limit)
            Exponent(text, digits, digits.Digits.Length - 1, verb is 'g' ? 'e' : 'E');
        else
            Fixed(text, digits, Math.Max(digits.Digits.Length - digits.Point, 0));
    }

    static void Exponent(StringBuilder text, FloatDigits digits, int precision, char verb)
    {
        if (precision < 0)
            precision = Math.Max(digits.Digits.Length - 1, 0);
        text.Append(digits.At(0));
        if (precision > 0)
        {
            text.Append('.');
            for (var i = 1; i <= precision; i++)
                text.Append(digits.At(i));
        }

        var exponent = digits.Digits.Length == 0 ? 0 : digits.Point - 1;
        text.Append(verb).Append(exponent < 0 ? '-' : '+').Append(CultureInfo.InvariantCulture, $"{Math.Abs(exponent):00}");
    }

    static void Fixed(StringBuilder text, FloatDigits digits, int precision)
    {
        if (precision < 0)
            precision = Math.Max(digits.Digits.Length - digits.Point, 0);
        if (digits.Digits.Length == 0 || digits.Point <= 0)
            text.Append('0');
        else
            for (var i = 0; i < digits.Point; i++)
                text.Append(digits.At(i));
        if (precision == 0)
            return;
        text.Append('.');
        for (var i = 0; i < precision; i++)
            text.Append(digits.Digits.Length == 0 ? '0' : digits.At(digits.Point + i));
    }

    static void Binary(StringBuilder text, double value)
    {
        var (mantissa, exponent) = Parts(value);
        text.Append(CultureInfo.InvariantCulture, $"{mantissa}p{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}");
    }

    static void Hexadecimal(StringBuilder text, double value, char verb, int precision)
    {
        var (mantissa, exponent) = Parts(value);
        var binary = 0;
        if (mantissa != 0)
        {
            var shift = System.Numerics.BitOperations.LeadingZeroCount((ulong)mantissa) - 11;
            mantissa <<= shift;
            binary = exponent + 52 - shift;
        }

        var fraction = mantissa & 0xfffffffffffff;
        var whole = mantissa >> 52;
        if (precision is >= 0 and < 13)
        {
            // Rounds halves to even, as the mantissa's last kept digit says.
            var drop = (13 - precision) * 4;
            var half = 1L << (drop - 1);
            var rest = mantissa & ((1L << drop) - 1);
            mantissa >>= drop;
            if (rest > half || (rest == half && (mantissa & 1) == 1))
                mantissa++;
            mantissa <<= drop;
            whole = mantissa >> 52;
            fraction = mantissa & 0xfffffffffffff;
            if (whole > 1)
                (whole, binary) = (1, binary + 1);
        }

        var hex = fraction.ToString("x13", CultureInfo.InvariantCulture);
        hex = precision < 0 ? hex.TrimEnd('0') : hex[..Math.Min(precision, 13)].PadRight(precision, '0');
        var all = string.Create(CultureInfo.InvariantCulture, $"0x{whole}{(hex.Length > 0 ? "." : "")}{hex}p{(binary < 0 ? '-' : '+')}{Math.Abs(binary):00}");
        text.Append(verb == 'X' ? all.ToUpperInvariant() : all);
    }

    static (long Mantissa, int Exponent) Parts(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7ff);
        var mantissa = bits & 0xfffffffffffff;
        return exponent == 0 ? (mantissa, -1074) : (mantissa | (1L << 52), exponent - 1075);
    }
}
