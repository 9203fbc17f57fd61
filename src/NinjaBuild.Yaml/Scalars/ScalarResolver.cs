namespace NinjaBuild.Yaml.Scalars;

/// <summary>
/// Which type an untagged plain scalar has: the rules of resolve.go in goyaml.v2, which are YAML 1.1 with Go's number syntax.
/// The writer asks the same question to know what must be quoted.
/// </summary>
static class ScalarResolver
{
    static readonly object True = true;
    static readonly object False = false;

    public static ScalarType Resolve(string text, out object? value)
    {
        value = text;
        if (text.Length == 0)
        {
            value = null;
            return ScalarType.Null;
        }

        switch (text[0])
        {
            case >= '0' and <= '9' or '+' or '-':
                return ResolveNumber(text, ref value);
            case '.':
                return ResolveDot(text, ref value);
            case 'y' or 'Y' or 'n' or 'N' or 't' or 'T' or 'f' or 'F' or 'o' or 'O' or '~':
                return ResolveWord(text, ref value);
            default:
                return ScalarType.String;
        }
    }

    static ScalarType ResolveWord(string text, ref object? value)
    {
        switch (text)
        {
            case "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                value = True;
                return ScalarType.Bool;
            case "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                value = False;
                return ScalarType.Bool;
            case "~" or "null" or "Null" or "NULL":
                value = null;
                return ScalarType.Null;
            default:
                return ScalarType.String;
        }
    }

    static ScalarType ResolveDot(string text, ref object? value)
    {
        switch (text)
        {
            case ".nan" or ".NaN" or ".NAN":
                value = double.NaN;
                return ScalarType.Float;
            case ".inf" or ".Inf" or ".INF":
                value = double.PositiveInfinity;
                return ScalarType.Float;
        }

        // Only here does Go see the underscores, and it wants a digit on both sides.
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '_') continue;
            if (i + 1 == text.Length || !char.IsAsciiDigit(text[i - 1]) || !char.IsAsciiDigit(text[i + 1])) return ScalarType.String;
        }

        return GoNumber.TryParseFloat(WithoutUnderscores(text), out double number) ? Float(number, ref value) : ScalarType.String;
    }

    static ScalarType ResolveNumber(string text, ref object? value)
    {
        switch (text)
        {
            case "+.inf" or "+.Inf" or "+.INF":
                return Float(double.PositiveInfinity, ref value);
            case "-.inf" or "-.Inf" or "-.INF":
                return Float(double.NegativeInfinity, ref value);
        }

        if (Timestamp.Matches(text)) return ScalarType.Timestamp;

        var plain = WithoutUnderscores(text);
        if (GoNumber.TryParseInteger(plain, out long signed))
        {
            value = signed;
            return ScalarType.Int;
        }

        if (GoNumber.TryParseUnsigned(plain, out ulong unsigned))
        {
            value = unsigned;
            return ScalarType.Int;
        }

        return GoNumber.TryParseFloat(plain, out double number) ? Float(number, ref value) : ScalarType.String;
    }

    static ScalarType Float(double number, ref object? value)
    {
        value = number;
        return ScalarType.Float;
    }

    static string WithoutUnderscores(string text) =>
        text.Contains('_', StringComparison.Ordinal) ? text.Replace("_", string.Empty, StringComparison.Ordinal) : text;

    /// <summary>Whether a string is a base 60 number of YAML 1.1: never read as one, but quoted when written, for other readers' sake.</summary>
    public static bool IsBase60(string text)
    {
        int i = 0;
        if (text.Length > 0 && text[0] is '+' or '-') i++;
        if (i >= text.Length || !char.IsAsciiDigit(text[i])) return false;
        while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] == '_')) i++;

        int groups = 0;
        while (i < text.Length && text[i] == ':')
        {
            int digits = 0;
            while (i + 1 + digits < text.Length && char.IsAsciiDigit(text[i + 1 + digits])) digits++;
            if (digits is not (1 or 2) || (digits == 2 && text[i + 1] > '5')) return false;
            i += 1 + digits;
            groups++;
        }

        if (groups == 0) return false;
        if (i == text.Length) return true;
        if (text[i++] != '.') return false;
        while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] == '_')) i++;
        return i == text.Length;
    }
}
