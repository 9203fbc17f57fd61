using System.Globalization;
using System.Numerics;
using System.Text;

namespace NinjaBuild.GoTemplates.Formatting;

/// <summary>The part that prints numbers.</summary>
internal sealed partial class Printer
{
    void PrintInteger(ulong number, bool signed, object value, char verb)
    {
        switch (verb)
        {
            case 'v' when _flags.SharpV && !signed:
                _text.Append("0x").Append(number.ToString("x", CultureInfo.InvariantCulture));
                break;
            case 'v' or 'd':
                PadInteger(number, 10, signed, verb);
                break;
            case 'b':
                PadInteger(number, 2, signed, verb);
                break;
            case 'o' or 'O':
                PadInteger(number, 8, signed, verb);
                break;
            case 'x' or 'X':
                PadInteger(number, 16, signed, verb);
                break;
            case 'c':
                PadString(ToRune(number).ToString());
                break;
            case 'q':
                PadString(Quoting.QuoteRune(ToRune(number), _flags.Plus));
                break;
            case 'U':
                PrintCodePoint(number);
                break;
            default:
                BadVerb(new Rune(verb), value);
                break;
        }
    }

    static Rune ToRune(ulong number) => number <= 0x10ffff && Rune.IsValid((int)number) ? new Rune((int)number) : Rune.ReplacementChar;

    void PrintCodePoint(ulong number)
    {
        var text = "U+" + number.ToString("X", CultureInfo.InvariantCulture).PadLeft(Math.Max(_flags.Precision ?? 0, 4), '0');
        if (_flags.Sharp && number <= 0x10ffff && Rune.IsValid((int)number) && Quoting.IsPrint(ToRune(number)))
            text += $" '{ToRune(number)}'";
        PadWithSpaces(text);
    }

    void PadInteger(ulong number, int numberBase, bool signed, char verb)
    {
        var negative = signed && (long)number < 0;
        if (negative)
            number = unchecked(0 - number);
        if (_flags.Precision == 0 && number == 0)
        {
            PadWithSpaces("");
            return;
        }

        var digits = numberBase switch
        {
            10 => number.ToString(CultureInfo.InvariantCulture),
            16 => number.ToString(verb == 'X' ? "X" : "x", CultureInfo.InvariantCulture),
            2 => number.ToString("b", CultureInfo.InvariantCulture),
            _ => Octal(number),
        };
        var least = _flags.Precision ?? 0;
        if (_flags.Precision is null && _flags is { Zero: true, Minus: false, Width: { } width })
            least = width - (negative || _flags.Plus || _flags.Space ? 1 : 0);
        digits = digits.PadLeft(Math.Max(least, 0), '0');
        var prefix = _flags.Sharp
            ? numberBase switch { 2 => "0b", 8 => digits[0] == '0' ? "" : "0", 16 => verb == 'X' ? "0X" : "0x", _ => "" }
            : "";
        if (verb == 'O')
            prefix = "0o" + prefix;
        var sign = negative ? "-" : _flags.Plus ? "+" : _flags.Space ? " " : "";
        PadWithSpaces(sign + prefix + digits);
    }

    static string Octal(ulong number)
    {
        var digits = new StringBuilder();
        do
        {
            digits.Insert(0, (char)('0' + (number & 7)));
            number >>= 3;
        }
        while (number > 0);
        return digits.ToString();
    }

    void PadWithSpaces(string text)
    {
        var zero = _flags.Zero;
        _flags.Zero = false;
        Pad(text);
        _flags.Zero = zero;
    }

    void PrintFloat(double number, char verb)
    {
        switch (verb)
        {
            case 'v':
                PadFloat(number, 'g', -1);
                break;
            case 'b' or 'g' or 'G' or 'x' or 'X':
                PadFloat(number, verb, -1);
                break;
            case 'f' or 'e' or 'E':
                PadFloat(number, verb, 6);
                break;
            case 'F':
                PadFloat(number, 'f', 6);
                break;
            default:
                BadVerb(new Rune(verb), number);
                break;
        }
    }

    void PrintComplex(Complex number, char verb)
    {
        if (verb is not ('v' or 'b' or 'g' or 'G' or 'x' or 'X' or 'f' or 'F' or 'e' or 'E'))
        {
            BadVerb(new Rune(verb), number);
            return;
        }

        var plus = _flags.Plus;
        _text.Append('(');
        PrintFloat(number.Real, verb);
        _flags.Plus = true;
        PrintFloat(number.Imaginary, verb);
        _text.Append("i)");
        _flags.Plus = plus;
    }

    void PadFloat(double number, char verb, int precision)
    {
        var text = FloatFormat.Format(number, verb, _flags.Precision ?? precision);
        if (text[0] is not ('+' or '-'))
            text = "+" + text;
        if (_flags.Space && text[0] == '+' && !_flags.Plus)
            text = " " + text[1..];
        if (text[1] is 'I' or 'N')
        {
            PadWithSpaces(text[1] == 'N' && !_flags.Space && !_flags.Plus ? text[1..] : text);
            return;
        }

        if (_flags.Sharp && verb != 'b')
            text = WithPoint(text, verb, _flags.Precision ?? precision);
        if (!_flags.Plus && text[0] == '+')
        {
            Pad(text[1..]);
        }
        else if (_flags is { Zero: true, Minus: false, Width: { } width } && width > text.Length)
        {
            // The sign comes before the zeros.
            _text.Append(text[0]).Append('0', width - text.Length).Append(text, 1, text.Length - 1);
        }
        else
        {
            Pad(text);
        }
    }

    /// <summary>The # flag: always a decimal point, and for %g the zeros that fill up the precision.</summary>
    static string WithPoint(string text, char verb, int precision)
    {
        var missing = verb is 'g' or 'G' or 'x' or 'X' ? (precision < 0 ? 6 : precision) : 0;
        var isHex = verb is 'x' or 'X';
        var tail = text.AsSpan(1).IndexOfAny(isHex ? "pP" : "eE");
        var end = tail < 0 ? text.Length : tail + 1;
        var seen = false;
        var hasPoint = false;
        for (var i = 1; i < end; i++)
        {
            if (text[i] == '.')
            {
                hasPoint = true;
                continue;
            }

            seen |= text[i] != '0';
            if (seen)
                missing--;
        }

        var head = text[..end];
        if (!hasPoint)
        {
            if (head.Length == 2 && head[1] == '0')
                missing--;
            head += ".";
        }

        return head + new string('0', Math.Max(missing, 0)) + text[end..];
    }
}
