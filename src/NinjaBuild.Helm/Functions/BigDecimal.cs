using System.Globalization;
using System.Numerics;
using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Functions;

/// <summary>A decimal of any size: Unscaled × 10^Exponent. Division keeps 16 digits behind the point, as Sprig's does.</summary>
internal readonly record struct BigDecimal(BigInteger Unscaled, int Exponent)
{
    const int DivisionDigits = 16;

    /// <summary>The shortest decimal that reads back as the number.</summary>
    public static BigDecimal FromDouble(double number)
    {
        if (!double.IsFinite(number))
            throw new FunctionException($"Cannot create a Decimal from {(double.IsNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf")}");
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var exponent = 0;
        var e = text.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= text.Length - point - 1;
            text = text.Remove(point, 1);
        }

        return new(BigInteger.Parse(text, CultureInfo.InvariantCulture), exponent);
    }

    public static BigDecimal operator +(BigDecimal a, BigDecimal b)
    {
        var exponent = Math.Min(a.Exponent, b.Exponent);
        return new(a.At(exponent) + b.At(exponent), exponent);
    }

    public static BigDecimal operator -(BigDecimal a, BigDecimal b) => a + new BigDecimal(-b.Unscaled, b.Exponent);

    public static BigDecimal operator *(BigDecimal a, BigDecimal b) => new(a.Unscaled * b.Unscaled, a.Exponent + b.Exponent);

    public static BigDecimal operator /(BigDecimal a, BigDecimal b)
    {
        if (b.Unscaled.IsZero)
            throw new FunctionException("decimal division by 0");
        var shift = a.Exponent - b.Exponent + DivisionDigits;
        var dividend = shift > 0 ? a.Unscaled * BigInteger.Pow(10, shift) : a.Unscaled;
        var divisor = shift < 0 ? b.Unscaled * BigInteger.Pow(10, -shift) : b.Unscaled;
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        if (BigInteger.Abs(rest) * 2 >= BigInteger.Abs(divisor))
            quotient += dividend.Sign * divisor.Sign;
        return new(quotient, -DivisionDigits);
    }

    public double ToDouble() =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{Unscaled}E{Exponent}"), NumberStyles.Float, CultureInfo.InvariantCulture);

    BigInteger At(int exponent) => Unscaled * BigInteger.Pow(10, Exponent - exponent);
}
