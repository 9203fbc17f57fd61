using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Functions;

/// <summary>JSON as Go's encoding/json reads it into interface{}: numbers are float64, of equal keys the last counts.</summary>
internal ref struct JsonReader
{
    const int MaxDepth = 1000;
    readonly ReadOnlySpan<char> _json;
    int _position;
    string? _error;

    JsonReader(ReadOnlySpan<char> json) => _json = json;

    /// <summary>Reads a whole text.</summary>
    /// <exception cref="FunctionException">It is no JSON; in Go's words.</exception>
    public static object? Read(string json)
    {
        var value = Read(json, out var error);
        return error is null ? value : throw new FunctionException(error);
    }

    /// <summary>Reads a whole text, with null for numbers that no float64 holds.</summary>
    /// <exception cref="FunctionException">It is no JSON; in Go's words.</exception>
    public static object? Read(string json, out string? error)
    {
        var reader = new JsonReader(json);
        var value = reader.ReadValue("looking for beginning of value", 0);
        reader.SkipSpace();
        error = reader._error;
        return reader._position == json.Length ? value : throw reader.Invalid("after top-level value");
    }

    /// <summary>Reads the first value of a text, whatever follows it.</summary>
    /// <exception cref="FunctionException">The text does not start with JSON.</exception>
    public static object? ReadFirst(ReadOnlySpan<char> text, out int length)
    {
        var reader = new JsonReader(text);
        var value = reader.ReadValue("looking for beginning of value", 0);
        length = reader._position;
        return reader._error is null ? value : throw new FunctionException(reader._error);
    }

    object? ReadValue(string context, int depth)
    {
        if (depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new FunctionException("exceeded max depth");
        SkipSpace();
        return Current(context) switch
        {
            '{' => ReadObject(depth),
            '[' => ReadArray(depth),
            '"' => ReadString(),
            't' => ReadLiteral("true", true),
            'f' => ReadLiteral("false", false),
            'n' => ReadLiteral("null", null),
            '-' or (>= '0' and <= '9') => ReadNumber(),
            _ => throw Invalid(context),
        };
    }

    Dictionary<string, object?> ReadObject(int depth)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        _position++;
        SkipSpace();
        if (Current("looking for beginning of object key string") == '}')
        {
            _position++;
            return map;
        }

        while (true)
        {
            SkipSpace();
            if (Current("looking for beginning of object key string") != '"')
                throw Invalid("looking for beginning of object key string");
            var key = ReadString();
            SkipSpace();
            if (Current("after object key") != ':')
                throw Invalid("after object key");
            _position++;
            map[key] = ReadValue("looking for beginning of value", depth + 1);
            SkipSpace();
            var next = Current("after object key:value pair");
            if (next is not (',' or '}'))
                throw Invalid("after object key:value pair");
            _position++;
            if (next == '}')
                return map;
        }
    }

    List<object?> ReadArray(int depth)
    {
        var list = new List<object?>();
        _position++;
        SkipSpace();
        if (Current("looking for beginning of value") == ']')
        {
            _position++;
            return list;
        }

        while (true)
        {
            list.Add(ReadValue("looking for beginning of value", depth + 1));
            SkipSpace();
            var next = Current("after array element");
            if (next is not (',' or ']'))
                throw Invalid("after array element");
            _position++;
            if (next == ']')
                return list;
        }
    }

    string ReadString()
    {
        var text = new StringBuilder();
        for (_position++; ; _position++)
        {
            var c = Current("in string literal");
            switch (c)
            {
                case '"':
                    _position++;
                    return text.ToString();
                case < ' ':
                    throw Invalid("in string literal");
                case '\\':
                    _position++;
                    ReadEscape(text);
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
    }

    void ReadEscape(StringBuilder text)
    {
        var c = Current("in string escape code");
        switch (c)
        {
            case '"' or '\\' or '/':
                text.Append(c);
                break;
            case 'b':
                text.Append('\b');
                break;
            case 'f':
                text.Append('\f');
                break;
            case 'n':
                text.Append('\n');
                break;
            case 'r':
                text.Append('\r');
                break;
            case 't':
                text.Append('\t');
                break;
            case 'u':
                ReadCodeUnit(text);
                break;
            default:
                throw Invalid("in string escape code");
        }
    }

    void ReadCodeUnit(StringBuilder text)
    {
        var unit = 0;
        for (var i = 0; i < 4; i++)
        {
            _position++;
            if (!char.IsAsciiHexDigit(Current("in \\u hexadecimal character escape")))
                throw Invalid("in \\u hexadecimal character escape");
            unit = (unit * 16) + int.Parse(_json.Slice(_position, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        var c = (char)unit;
        if (char.IsLowSurrogate(c) && !(text.Length > 0 && char.IsHighSurrogate(text[^1])))
            c = '\ufffd';
        else if (char.IsHighSurrogate(c) && !_json[(_position + 1)..].StartsWith("\\u", StringComparison.Ordinal))
            c = '\ufffd';
        text.Append(c);
    }

    object? ReadNumber()
    {
        var start = _position;
        if (_json[_position] == '-')
            _position++;
        if (!char.IsAsciiDigit(Current("in numeric literal")))
            throw Invalid("in numeric literal");
        if (_json[_position] == '0')
            _position++;
        else
            SkipDigits();
        if (Peek() == '.')
        {
            _position++;
            if (!char.IsAsciiDigit(Current("after decimal point in numeric literal")))
                throw Invalid("after decimal point in numeric literal");
            SkipDigits();
        }

        if (Peek() is 'e' or 'E')
        {
            _position++;
            if (Peek() is '+' or '-')
                _position++;
            if (!char.IsAsciiDigit(Current("in exponent of numeric literal")))
                throw Invalid("in exponent of numeric literal");
            SkipDigits();
        }

        var text = _json[start.._position];
        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsFinite(number))
            return number;

        // Go reads on, leaves the value nil and reports the first such number at the end.
        _error ??= $"json: cannot unmarshal number {text} into Go value of type float64";
        return null;
    }

    object? ReadLiteral(string literal, object? value)
    {
        for (var i = 0; i < literal.Length; i++, _position++)
        {
            var context = $"in literal {literal} (expecting '{literal[i]}')";
            if (Current(context) != literal[i])
                throw Invalid(context);
        }

        return value;
    }

    void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek()))
            _position++;
    }

    void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n')
            _position++;
    }

    readonly char Peek() => _position < _json.Length ? _json[_position] : '\0';

    readonly char Current(string context) =>
        _position < _json.Length ? _json[_position] : throw new FunctionException(context.Length > 0 ? "unexpected end of JSON input" : context);

    readonly FunctionException Invalid(string context)
    {
        if (_position >= _json.Length)
            return new FunctionException("unexpected end of JSON input");
        var c = _json[_position] switch { '\'' => "'\\''", '"' => "'\"'", var other => $"'{other}'" };
        return new FunctionException($"invalid character {c} {context}");
    }
}
