using System.Globalization;
using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.Helm.Functions;

/// <summary>Sprig's conversions: whatever cannot be converted is zero.</summary>
internal static class Cast
{
    public static long ToInt64(object? value)
    {
        switch (value)
        {
            case double number:
                return ToInt64(number);
            case float number:
                return ToInt64(number);
            case bool truth:
                return truth ? 1 : 0;
            case string text:
                return GoNumbers.TryParseInt(TrimDecimals(text), out var parsed) ? parsed : 0;
            default:
                return GoTypes.TryInteger(value, out var integer) ? integer : 0;
        }
    }

    public static double ToDouble(object? value)
    {
        switch (value)
        {
            case double number:
                return number;
            case float number:
                return number;
            case bool truth:
                return truth ? 1 : 0;
            case ulong number:
                return number;
            case string text:
                return ParseDouble(text);
            default:
                return GoTypes.TryInteger(value, out var integer) ? integer : 0;
        }
    }

    /// <summary>Sprig's strval.</summary>
    public static string ToText(object? value) => value switch
    {
        string text => text,
        GoList { ElementType: "uint8" } bytes => GoFormat.Sprintf("%s", [bytes]),
        _ => GoFormat.Print(value),
    };

    /// <summary>Out of range as on amd64: the smallest int64.</summary>
    static long ToInt64(double number) => number is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)number : long.MinValue;

    static double ParseDouble(string text)
    {
        if (GoNumbers.TryParseFloat(text, out var number))
            return number;
        return text.TrimStart('+', '-').ToLowerInvariant() switch
        {
            "inf" or "infinity" when text.Length - text.TrimStart('+', '-').Length <= 1 =>
                text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
            "nan" when text.Length == 3 => double.NaN,
            _ => 0,
        };
    }

    /// <summary>"1.00" counts as "1"; "1.9" is no integer.</summary>
    static string TrimDecimals(string text)
    {
        var zeros = text.AsSpan().TrimEnd('0');
        return zeros.Length < text.Length && zeros.EndsWith(".") ? text[..(zeros.Length - 1)] : text;
    }

    public static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The Go int of a checked argument.</summary>
    public static long Int(object? value) => value is int number ? number : (nint)value!;
}
