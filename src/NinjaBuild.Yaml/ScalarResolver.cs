using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NinjaBuild.Yaml;

/// <summary>What a plain scalar means: the rules of YAML 1.1 as go-yaml v2, and so sigs.k8s.io/yaml, applies them (resolve.go).</summary>
static class ScalarResolver
{
    /// <summary>The value of a scalar event.</summary>
    public static object? Resolve(Scalar scalar) => scalar switch
    {
        { Tag.IsEmpty: false } when scalar.Tag.Value == "tag:yaml.org,2002:str" => scalar.Value,
        { Style: ScalarStyle.Plain } => Resolve(scalar.Value),
        _ => scalar.Value,
    };

    /// <summary>The value of a plain text: null, bool, long, ulong, double or the text itself.</summary>
    public static object? Resolve(string text)
    {
        if (text.Length == 0)
            return null;
        switch (text)
        {
            case "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "y" or "Y":
                return true;
            case "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" or "n" or "N":
                return false;
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return double.PositiveInfinity;
            case "-.inf" or "-.Inf" or "-.INF":
                return double.NegativeInfinity;
            case ".nan" or ".NaN" or ".NAN":
                return double.NaN;
        }

        return text[0] is '+' or '-' or '.' || char.IsAsciiDigit(text[0]) ? Number(text) ?? text : text;
    }

    static object? Number(string text)
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        return Integer(plain) ?? (IsFloat(plain) && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null);
    }

    // Go's strconv.ParseInt with base 0: 0x, 0o, 0b, and a leading zero for octal.
    static object? Integer(string text)
    {
        var negative = text[0] == '-';
        var digits = text.AsSpan(text[0] is '+' or '-' ? 1 : 0);
        if (digits.IsEmpty)
            return null;
        var (radix, skip) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        if (!TryParse(digits[skip..], radix, out var value))
            return null;
        if (negative)
            return value <= (ulong)long.MaxValue + 1 ? (object)unchecked(-(long)value) : null;
        return value <= long.MaxValue ? (object)(long)value : value;
    }

    static bool TryParse(ReadOnlySpan<char> digits, int radix, out ulong value)
    {
        value = 0;
        foreach (var character in digits)
        {
            var digit = char.IsAsciiHexDigit(character) ? Convert.ToInt32(character.ToString(), 16) : radix;
            if (digit >= radix)
                return false;
            var next = (UInt128)value * (uint)radix + (uint)digit;
            if (next > ulong.MaxValue)
                return false;
            value = (ulong)next;
        }

        return !digits.IsEmpty;
    }

    // ^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$
    static bool IsFloat(ReadOnlySpan<char> text)
    {
        if (text[0] is '+' or '-')
            text = text[1..];
        var whole = Digits(ref text);
        var fraction = 0;
        if (text is ['.', ..])
        {
            text = text[1..];
            fraction = Digits(ref text);
            if (whole == 0 && fraction == 0)
                return false;
        }

        if (whole + fraction == 0)
            return false;
        if (text is ['e' or 'E', ..])
        {
            text = text[1..];
            if (text is ['+' or '-', ..])
                text = text[1..];
            if (Digits(ref text) == 0)
                return false;
        }

        return text.IsEmpty;
    }

    static int Digits(ref ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count]))
            count++;
        text = text[count..];
        return count;
    }
}
