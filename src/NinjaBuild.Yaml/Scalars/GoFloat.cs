using System.Globalization;
using System.Text;

namespace NinjaBuild.Yaml.Scalars;

/// <summary>Floating-point numbers as Go prints them: with the fewest digits that read back as the same number.</summary>
readonly ref struct GoFloat
{
    readonly bool _negative;
    readonly string _digits;

    // The decimal point stands before the digit with this index; it may lie outside of them.
    readonly int _point;

    GoFloat(string shortest)
    {
        var text = shortest.AsSpan();
        _negative = text[0] == '-';
        if (_negative) text = text[1..];

        int exponent = 0;
        int e = text.IndexOf('E');
        if (e >= 0)
        {
            exponent = int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        int dot = text.IndexOf('.');
        var whole = dot < 0 ? text : text[..dot];
        var fraction = dot < 0 ? default : text[(dot + 1)..];
        var digits = string.Concat(whole, fraction);
        int zeros = digits.Length - digits.AsSpan().TrimStart('0').Length;
        _digits = digits.Trim('0');
        _point = _digits.Length == 0 ? 0 : whole.Length + exponent - zeros;
    }

    /// <summary>FormatFloat(value, 'g', -1, 64) for a finite value.</summary>
    public static string General(double value) => new GoFloat(value.ToString("R", CultureInfo.InvariantCulture)).General();

    /// <summary>
    /// What encoding/json writes for a finite value: an exponent from 1e21 upwards and below 1e-6 only.
    /// </summary>
    public static string Json(double value)
    {
        double magnitude = Math.Abs(value);
        var number = new GoFloat(value.ToString("R", CultureInfo.InvariantCulture));
        return magnitude != 0 && magnitude is < 1e-6 or >= 1e21 ? number.Scientific(1) : number.Fixed();
    }

    /// <summary>What sigs.k8s.io/yaml makes of a number that is a key: FormatFloat(value, 'g', -1, 32) with YAML's names for infinities.</summary>
    public static string Key(double value)
    {
        float single = (float)value;
        if (float.IsNaN(single)) return ".nan";
        if (float.IsInfinity(single)) return single > 0 ? ".inf" : "-.inf";
        return new GoFloat(single.ToString("R", CultureInfo.InvariantCulture)).General();
    }

    string General() => _point - 1 is < -4 or >= 6 && _digits.Length > 0 ? Scientific(2) : Fixed();

    string Scientific(int exponentDigits)
    {
        var text = new StringBuilder(24);
        if (_negative) text.Append('-');
        text.Append(_digits[0]);
        if (_digits.Length > 1) text.Append('.').Append(_digits, 1, _digits.Length - 1);
        int exponent = _point - 1;
        text.Append('e').Append(exponent < 0 ? '-' : '+');
        return text.Append(Math.Abs(exponent).ToString(exponentDigits == 2 ? "00" : "0", CultureInfo.InvariantCulture)).ToString();
    }

    string Fixed()
    {
        var text = new StringBuilder(24);
        if (_negative) text.Append('-');
        if (_point <= 0) text.Append('0');
        else if (_digits.Length <= _point) text.Append(_digits).Append('0', _point - _digits.Length);
        else text.Append(_digits, 0, _point);

        if (_digits.Length <= _point) return text.ToString();
        text.Append('.');
        if (_point < 0) text.Append('0', -_point);
        int first = Math.Max(_point, 0);
        return text.Append(_digits, first, _digits.Length - first).ToString();
    }
}
