using System.Globalization;
using System.Numerics;

namespace NinjaBuild.Kubernetes.Quantities;

/// <summary>The grammar of quantities (apimachinery, pkg/api/resource/quantity.go and suffix.go).</summary>
static class QuantityText
{
    const int MaxLength = 100;
    const int MaxExponent = 100;
    const string DecimalSuffixes = "numkMGTPE";

    public static bool TryParse(string text, out Quantity quantity)
    {
        quantity = default;
        if (text.Length is 0 or > MaxLength) return false;

        int at = text[0] is '+' or '-' ? 1 : 0;
        int wholeAt = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        int fractionAt = at < text.Length && text[at] == '.' ? ++at : at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;

        // No digits are zero, as the server has it: even "Ki" is a quantity.
        if (!Suffix(text.AsSpan(at), out int exponent, out var format)) return false;
        int wholeEnd = fractionAt > wholeAt && text[fractionAt - 1] == '.' ? fractionAt - 1 : fractionAt;
        var digits = string.Concat(text.AsSpan(wholeAt, wholeEnd - wholeAt), text.AsSpan(fractionAt, at - fractionAt));
        var amount = digits.Length == 0 ? BigInteger.Zero : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        quantity = Scaled(amount, at - fractionAt, exponent, format, isNegative: text[0] == '-');
        return true;
    }

    static Quantity Scaled(BigInteger digits, int decimals, int exponent, QuantityFormat format, bool isNegative)
    {
        int tens = 9 - decimals;
        if (format == QuantityFormat.BinarySuffix) digits <<= exponent;
        else tens += exponent;

        var nanos = tens >= 0 ? digits * BigInteger.Pow(10, tens) : RoundedUp(digits, BigInteger.Pow(10, -tens));
        if (format == QuantityFormat.BinarySuffix)
        {
            nanos = BigInteger.Min(nanos, long.MaxValue * Quantity.NanosInOne);
            if (nanos < Quantity.NanosInOne && !nanos.IsZero) format = QuantityFormat.DecimalSuffix;
        }

        return new Quantity(isNegative ? -nanos : nanos, format);
    }

    static BigInteger RoundedUp(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var remainder);
        return remainder.IsZero ? quotient : quotient + 1;
    }

    static bool Suffix(ReadOnlySpan<char> suffix, out int exponent, out QuantityFormat format)
    {
        (exponent, format) = (0, QuantityFormat.DecimalSuffix);
        switch (suffix)
        {
            case []:
                return true;
            case [var letter] when DecimalExponent(letter) is { } power:
                exponent = power;
                return true;
            case [var letter, 'i'] when BinaryExponent(letter) is { } power:
                (exponent, format) = (power, QuantityFormat.BinarySuffix);
                return true;
            case ['e' or 'E', .. var number]:
                format = QuantityFormat.DecimalExponent;
                return int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
                    && Math.Abs((long)exponent) <= MaxExponent;
            default:
                return false;
        }
    }

    static int? DecimalExponent(char letter) => DecimalSuffixes.IndexOf(letter) switch
    {
        -1 => null,
        var index and < 3 => (index - 3) * 3,
        var index => (index - 2) * 3,
    };

    static int? BinaryExponent(char letter) => "KMGTPE".IndexOf(letter) is >= 0 and var index ? (index + 1) * 10 : null;

    /// <summary>The canonical form.</summary>
    public static string Canonical(Quantity quantity)
    {
        var nanos = quantity.Nanos;
        if (nanos.IsZero) return "0";
        var whole = BigInteger.DivRem(nanos, Quantity.NanosInOne, out var fraction);
        bool isBinary = quantity.Format == QuantityFormat.BinarySuffix && fraction.IsZero && BigInteger.Abs(whole) >= 1024;
        return isBinary ? Binary(whole) : Decimal(nanos, quantity.Format == QuantityFormat.DecimalExponent);
    }

    static string Binary(BigInteger whole)
    {
        int power = 0;
        for (; power < 6 && whole % 1024 == 0; power++) whole /= 1024;
        return power == 0 ? Digits(whole) : $"{Digits(whole)}{"KMGTPE"[power - 1]}i";
    }

    static string Decimal(BigInteger nanos, bool asExponent)
    {
        int exponent = -9;
        for (; nanos % 1000 == 0 && (asExponent || exponent < 18); exponent += 3) nanos /= 1000;
        if (exponent == 0) return Digits(nanos);
        if (asExponent) return $"{Digits(nanos)}e{exponent}";
        return Digits(nanos) + DecimalSuffixes[exponent < 0 ? exponent / 3 + 3 : exponent / 3 + 2];
    }

    static string Digits(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);
}
