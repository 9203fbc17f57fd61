using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.GoTemplates.Formatting;

/// <summary>The part that prints values by their Go type.</summary>
internal sealed partial class Printer
{
    /// <summary>A map that contains itself must not be printed for ever.</summary>
    const int DeepestValue = 200;

    void PrintArgument(object? value, char verb)
    {
        if (value is null)
        {
            if (verb is 'T' or 'v')
                Pad("<nil>");
            else
                BadVerb(new Rune(verb), value);
        }
        else if (verb == 'T')
        {
            PadString(GoTypes.TypeName(value));
        }
        else if (verb == 'p')
        {
            BadVerb(new Rune(verb), value);
        }
        else
        {
            PrintValue(value, verb, 0);
        }
    }

    void PrintValue(object? value, char verb, int depth)
    {
        if (depth > DeepestValue || (depth > 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack()))
            throw new FunctionException($"value nested deeper than {DeepestValue}");

        // One list can stand in a value any number of times.
        CheckLength();
        switch (value)
        {
            case null:
                PrintNil(verb);
                break;
            case string text:
                PrintString(text, verb);
                break;
            case bool truth:
                if (verb is 't' or 'v')
                    Pad(truth ? "true" : "false");
                else
                    BadVerb(new Rune(verb), value);
                break;
            case double number:
                PrintFloat(number, verb);
                break;
            case float number:
                PrintFloat(number, verb);
                break;
            case Complex number:
                PrintComplex(number, verb);
                break;
            case ulong or byte or uint:
                PrintInteger(Convert.ToUInt64(value, null), false, value, verb);
                break;
            case IReadOnlyDictionary<string, object?> map:
                PrintMap(map, verb, depth);
                break;
            case GoList { ElementType: "uint8" } bytes when verb is 's' or 'q' or 'x' or 'X':
                PrintString(BytesToString(bytes), verb);
                break;
            case IReadOnlyList<object?> list:
                PrintList(list, verb, depth);
                break;
            default:
                if (GoTypes.TryInteger(value, out var integer))
                    PrintInteger(unchecked((ulong)integer), true, value, verb);
                else
                    PrintString(value.ToString() ?? "", verb);
                break;
        }
    }

    void PrintNil(char verb)
    {
        if (_flags.SharpV)
            _text.Append("interface {}(nil)");
        else if (verb == 'v')
            _text.Append("<nil>");
        else
            _text.Append("%!").Append(verb).Append("(<nil>)");
    }

    static string BytesToString(GoList list)
    {
        var bytes = new byte[list.Count];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)list[i]!;
        return GoString.FromBytes(bytes);
    }

    void PrintMap(IReadOnlyDictionary<string, object?> map, char verb, int depth)
    {
        var keys = new string[map.Count];
        var count = 0;
        foreach (var key in map.Keys)
            keys[count++] = key;
        Array.Sort(keys, GoString.Compare);
        _text.Append(_flags.SharpV ? GoTypes.TypeName(map) + "{" : "map[");
        for (var i = 0; i < keys.Length; i++)
        {
            if (i > 0)
                _text.Append(_flags.SharpV ? ", " : " ");
            PrintValue(keys[i], verb, depth + 1);
            _text.Append(':');
            PrintValue(map[keys[i]], verb, depth + 1);
        }

        _text.Append(_flags.SharpV ? '}' : ']');
    }

    void PrintList(IReadOnlyList<object?> list, char verb, int depth)
    {
        _text.Append(_flags.SharpV ? GoTypes.TypeName(list) + "{" : "[");
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
                _text.Append(_flags.SharpV ? ", " : " ");
            PrintValue(list[i], verb, depth + 1);
        }

        _text.Append(_flags.SharpV ? '}' : ']');
    }

    void PrintString(string text, char verb)
    {
        switch (verb)
        {
            case 'v' when _flags.SharpV:
            case 'q':
                PrintQuoted(text);
                break;
            case 'v' or 's':
                PadString(Truncate(text));
                break;
            case 'x' or 'X':
                PrintHex(GoString.ToBytes(text), verb == 'X');
                break;
            default:
                BadVerb(new Rune(verb), text);
                break;
        }
    }

    void PrintQuoted(string text)
    {
        text = Truncate(text);
        if (_flags.Sharp && CanBackquote(text))
            PadString("`" + text + "`");
        else
            PadString(_flags.Plus ? Quoting.QuoteToAscii(text) : Quoting.Quote(text));
    }

    static bool CanBackquote(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if ((c < ' ' && c != '\t') || c is '`' or '\u007f' or '\ufeff')
                return false;

            // A lone surrogate is a byte that is no UTF-8.
            if (char.IsLowSurrogate(c) && (i == 0 || !char.IsHighSurrogate(text[i - 1])))
                return false;
        }

        return true;
    }

    void PrintHex(byte[] bytes, bool upper)
    {
        var length = Math.Min(bytes.Length, _flags.Precision ?? int.MaxValue);
        var hex = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            if (i > 0 && _flags.Space)
                hex.Append(' ');
            if (_flags.Sharp && (i == 0 || _flags.Space))
                hex.Append(upper ? "0X" : "0x");
            hex.Append(bytes[i].ToString(upper ? "X2" : "x2", null));
        }

        Pad(hex.ToString());
    }

    string Truncate(string text)
    {
        if (_flags.Precision is not { } precision)
            return text;
        var i = 0;
        for (; i < text.Length && precision > 0; precision--)
            i += char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
        return text[..i];
    }

    void BadVerb(Rune verb, object? value)
    {
        _text.Append("%!").Append(verb.ToString()).Append('(');
        if (value is null)
        {
            _text.Append("<nil>");
        }
        else if (!_erroring)
        {
            _erroring = true;
            _text.Append(GoTypes.TypeName(value)).Append('=');
            PrintValue(value, 'v', 0);
            _erroring = false;
        }

        _text.Append(')');
    }

    /// <summary>Strings are never padded with zeros.</summary>
    void PadString(string text)
    {
        var zero = _flags.Zero;
        Pad(text);
        _flags.Zero = zero;
    }

    void Pad(string text)
    {
        var padding = _flags.Width is { } width ? width - RuneCount(text) : 0;
        if (padding > 0 && !_flags.Minus)
            _text.Append(_flags.Zero ? '0' : ' ', padding);
        _text.Append(text);
        if (padding > 0 && _flags.Minus)
            _text.Append(' ', padding);
    }

    static int RuneCount(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                count--;
        }

        return count;
    }
}
