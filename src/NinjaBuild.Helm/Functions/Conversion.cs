using System.Globalization;
using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Between types, and questions about types.</summary>
internal static class Conversion
{
    public static void AddTo(FunctionRegistry r)
    {
        r.Add("toString", [Any], (_, a) => Cast.ToText(a[0]));
        r.Add("int", [Any], (_, a) => Boxes.Int(Cast.ToInt64(a[0])));
        r.Add("int64", [Any], (_, a) => Cast.ToInt64(a[0]));
        r.Add("float64", [Any], (_, a) => Cast.ToDouble(a[0]));
        r.Add("atoi", [Str], (_, a) => Boxes.Int(Atoi((string)a[0]!)));
        r.Add("toDecimal", [Any], (_, a) => Octal(GoFormat.Print(a[0])));
        r.Add("typeOf", [Any], (_, a) => GoTypes.TypeName(a[0]));
        r.Add("kindOf", [Any], (_, a) => GoTypes.KindName(a[0]));
        r.Add("typeIs", [Str, Any], (_, a) => Boxes.Box((string)a[0]! == GoTypes.TypeName(a[1])));
        r.Add("typeIsLike", [Str, Any], (_, a) => Boxes.Box(GoTypes.TypeName(a[1]) is var type && ((string)a[0]! == type || "*" + a[0] == type)));
        r.Add("kindIs", [Str, Any], (_, a) => Boxes.Box((string)a[0]! == GoTypes.KindName(a[1])));
        r.Add("deepEqual", [Any, Any], (e, a) => Boxes.Box(Equality.Deep(e, a[0], a[1])));
    }

    /// <summary>Decimal only; beyond the range the nearest end of it, as strconv.Atoi returns with its error.</summary>
    static long Atoi(string text)
    {
        var digits = text.AsSpan(text.Length > 0 && text[0] is '+' or '-' ? 1 : 0);
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            return 0;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        return text[0] == '-' ? long.MinValue : long.MaxValue;
    }

    static long Octal(string text)
    {
        var negative = text.StartsWith('-');
        var digits = text.AsSpan(text.Length > 0 && text[0] is '+' or '-' ? 1 : 0);
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '7'))
            return 0;
        Int128 number = 0;
        foreach (var digit in digits)
        {
            number = (number * 8) + (digit - '0');
            if (number > long.MaxValue)
                return 0;
        }

        return negative ? -(long)number : (long)number;
    }
}
