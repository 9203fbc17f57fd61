using System.Text;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.GoTemplates.Formatting;

/// <summary>Go's fmt for the values that templates have. This part reads formats.</summary>
internal sealed partial class Printer(long maxLength)
{
    /// <summary>Larger widths and precisions are taken as none, as in Go.</summary>
    const int LargestNumber = 1_000_000;

    readonly StringBuilder _text = new();
    Flags _flags;
    bool _reordered;
    bool _goodIndex;
    bool _erroring;

    public string Sprint(ReadOnlySpan<object?> values)
    {
        var afterString = false;
        for (var i = 0; i < values.Length; i++)
        {
            var isString = values[i] is string;
            if (i > 0 && !isString && !afterString)
                _text.Append(' ');
            PrintArgument(values[i], 'v');
            afterString = isString;
        }

        CheckLength();
        return _text.ToString();
    }

    public string Sprintln(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
                _text.Append(' ');
            PrintArgument(values[i], 'v');
        }

        _text.Append('\n');
        CheckLength();
        return _text.ToString();
    }

    public string Sprintf(string format, ReadOnlySpan<object?> arguments)
    {
        var argument = 0;
        var afterIndex = false;
        for (var i = 0; i < format.Length;)
        {
            _goodIndex = true;
            var percent = format.IndexOf('%', i);
            if (percent < 0)
                percent = format.Length;
            _text.Append(format, i, percent - i);
            CheckLength();
            i = percent;
            if (i++ >= format.Length)
                break;

            ReadFlags(format, ref i);
            afterIndex = ReadIndex(format, ref i, ref argument, arguments.Length);
            ReadWidth(format, ref i, ref argument, arguments, ref afterIndex);
            ReadPrecision(format, ref i, ref argument, arguments, ref afterIndex);
            if (!afterIndex)
                ReadIndex(format, ref i, ref argument, arguments.Length);
            if (i >= format.Length)
            {
                _text.Append("%!(NOVERB)");
                break;
            }

            Rune.DecodeFromUtf16(format.AsSpan(i), out var verb, out var length);
            i += length;
            PrintVerb(verb, arguments, ref argument);
        }

        if (!_reordered && argument < arguments.Length)
            PrintExtra(arguments[argument..]);
        CheckLength();
        return _text.ToString();
    }

    void PrintVerb(Rune verb, ReadOnlySpan<object?> arguments, ref int argument)
    {
        if (verb.Value == '%')
        {
            _text.Append('%');
        }
        else if (!_goodIndex)
        {
            _text.Append("%!").Append(verb.ToString()).Append("(BADINDEX)");
        }
        else if (argument >= arguments.Length)
        {
            _text.Append("%!").Append(verb.ToString()).Append("(MISSING)");
        }
        else
        {
            if (verb.Value == 'v')
                (_flags.SharpV, _flags.Sharp, _flags.PlusV, _flags.Plus) = (_flags.Sharp, false, _flags.Plus, false);
            if (verb.IsBmp)
                PrintArgument(arguments[argument], (char)verb.Value);
            else
                BadVerb(verb, arguments[argument]);
            argument++;
        }
    }

    void PrintExtra(ReadOnlySpan<object?> arguments)
    {
        _flags = default;
        _text.Append("%!(EXTRA ");
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i > 0)
                _text.Append(", ");
            _text.Append(GoTypes.TypeName(arguments[i]));
            if (arguments[i] is null)
                continue;
            _text.Append('=');
            PrintArgument(arguments[i], 'v');
        }

        _text.Append(')');
    }

    void ReadFlags(string format, ref int i)
    {
        _flags = default;
        for (; i < format.Length; i++)
        {
            switch (format[i])
            {
                case '#':
                    _flags.Sharp = true;
                    break;
                case '0':
                    _flags.Zero = true;
                    break;
                case '+':
                    _flags.Plus = true;
                    break;
                case '-':
                    _flags.Minus = true;
                    break;
                case ' ':
                    _flags.Space = true;
                    break;
                default:
                    return;
            }
        }
    }

    void ReadWidth(string format, ref int i, ref int argument, ReadOnlySpan<object?> arguments, ref bool afterIndex)
    {
        if (i < format.Length && format[i] == '*')
        {
            i++;
            _flags.Width = ReadArgument(arguments, ref argument);
            if (_flags.Width is null)
                _text.Append("%!(BADWIDTH)");
            if (_flags.Width < 0)
            {
                _flags.Width = -_flags.Width;
                _flags.Minus = true;
            }

            afterIndex = false;
            return;
        }

        _flags.Width = ReadNumber(format, ref i);
        if (afterIndex && _flags.Width is not null)
            _goodIndex = false;
    }

    void ReadPrecision(string format, ref int i, ref int argument, ReadOnlySpan<object?> arguments, ref bool afterIndex)
    {
        if (i + 1 > format.Length || i >= format.Length || format[i] != '.')
            return;
        i++;
        if (afterIndex)
            _goodIndex = false;
        afterIndex = ReadIndex(format, ref i, ref argument, arguments.Length);
        if (i < format.Length && format[i] == '*')
        {
            i++;
            _flags.Precision = ReadArgument(arguments, ref argument);
            if (_flags.Precision < 0)
                _flags.Precision = null;
            if (_flags.Precision is null)
                _text.Append("%!(BADPREC)");
            afterIndex = false;
            return;
        }

        _flags.Precision = ReadNumber(format, ref i) ?? 0;
    }

    /// <summary><c>[n]</c>: which argument comes next.</summary>
    bool ReadIndex(string format, ref int i, ref int argument, int count)
    {
        if (i >= format.Length || format[i] != '[')
            return false;
        _reordered = true;
        var close = format.IndexOf(']', i);
        if (close < 0)
        {
            _goodIndex = false;
            i++;
            return false;
        }

        var start = i + 1;
        var number = ReadNumber(format, ref start);
        i = close + 1;
        if (number is { } n && start == close && n >= 1 && n <= count)
        {
            argument = n - 1;
            return true;
        }

        _goodIndex = false;
        return number is not null && start == close;
    }

    static int? ReadNumber(string format, ref int i)
    {
        var start = i;
        var number = 0;
        for (; i < format.Length && char.IsAsciiDigit(format[i]); i++)
        {
            number = (number * 10) + (format[i] - '0');
            if (number > LargestNumber)
                return null;
        }

        return i > start ? number : null;
    }

    static int? ReadArgument(ReadOnlySpan<object?> arguments, ref int argument)
    {
        if (argument >= arguments.Length)
            return null;
        return GoTypes.TryInteger(arguments[argument++], out var number) && number is >= -LargestNumber and <= LargestNumber ? (int)number : null;
    }

    void CheckLength()
    {
        if (_text.Length > maxLength)
            throw new FunctionException($"text of more than {maxLength} characters is not allowed");
    }
}
