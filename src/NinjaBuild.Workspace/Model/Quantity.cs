using System.Globalization;

namespace NinjaBuild.Workspace.Model;

/// <summary>
/// A Kubernetes quantity that is not negative (k8s.io/apimachinery/pkg/api/resource): a number with a decimal unit, a binary unit or an
/// exponent, never two of them.
/// </summary>
public static class Quantity
{
    // More than this no machine has, and decimal holds it.
    const int LargestExponent = 27;

    /// <summary>Reads a quantity as a number in its base unit (cores, bytes).</summary>
    public static bool TryParse(string text, out decimal value)
    {
        value = 0;
        var start = text.StartsWith('+') ? 1 : 0;
        var end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
            end++;
        if (end - start > 25 || Factor(text.AsSpan(end)) is not { } factor
            || !decimal.TryParse(text.AsSpan(start, end - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        try
        {
            value = number * factor;
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    static decimal? Factor(ReadOnlySpan<char> suffix) => suffix switch
    {
        "" => 1m,
        "n" => 1e-9m,
        "u" => 1e-6m,
        "m" => 1e-3m,
        "k" => 1e3m,
        "M" => 1e6m,
        "G" => 1e9m,
        "T" => 1e12m,
        "P" => 1e15m,
        "E" => 1e18m,
        "Ki" => 1L << 10,
        "Mi" => 1L << 20,
        "Gi" => 1L << 30,
        "Ti" => 1L << 40,
        "Pi" => 1L << 50,
        "Ei" => 1L << 60,
        ['e' or 'E', .. var exponent] => Exponent(exponent),
        _ => null,
    };

    static decimal? Exponent(ReadOnlySpan<char> text)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) || Math.Abs(exponent) > LargestExponent)
            return null;
        var factor = 1m;
        for (var i = 0; i < Math.Abs(exponent); i++)
            factor *= 10;
        return exponent < 0 ? 1 / factor : factor;
    }
}
