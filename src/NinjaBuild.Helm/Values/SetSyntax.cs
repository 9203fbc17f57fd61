using System.Globalization;
using System.Text;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Functions;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Helm.Values;

/// <summary>
/// Helm's language for values on the command line (helm.sh/helm/v3/pkg/strvals): <c>outer.inner=value</c>, <c>list[0].key=value</c>,
/// <c>list={a,b}</c>, several with commas between them, and a backslash ahead of a character that would mean something.
/// </summary>
public sealed class SetSyntax
{
    const int MaxIndex = 65536; // strvals.MaxIndex
    const int MaxLevel = 30;    // strvals.MaxNestedNameLevel
    const int MaxItems = 1_000_000;

    readonly string _text;
    readonly SetKind _kind;
    readonly Func<string, string>? _readFile;
    int _position;
    int _items;

    SetSyntax(string text, SetKind kind, Func<string, string>? readFile)
    {
        _text = text;
        _kind = kind;
        _readFile = readFile;
    }

    bool AtEnd => _position == _text.Length;

    /// <summary>Sets values; where it fails, those ahead of the fault have been set.</summary>
    /// <param name="text">What follows <c>--set</c>.</param>
    /// <param name="kind">How values are read.</param>
    /// <param name="into">What it changes.</param>
    /// <param name="readFile">Reads the text of a file, for <see cref="SetKind.File"/>.</param>
    /// <exception cref="SetSyntaxException">The text cannot be read.</exception>
    public static void Apply(string text, SetKind kind, IDictionary<string, object?> into, Func<string, string>? readFile = null)
    {
        var syntax = new SetSyntax(text, kind, readFile);
        while (syntax.Key(into, 0))
        {
        }
    }

    /// <summary>One key with its value; false where there is none left.</summary>
    bool Key(IDictionary<string, object?> map, int level)
    {
        var key = Until(_kind == SetKind.Literal ? "=[." : "=[,.", out var stop);
        switch (stop)
        {
            case null when key.Length == 0:
                return false;
            case null:
                throw new SetSyntaxException($"{Named(key)} has no value");
            case '[':
                var list = Existing<List<object?>>(map, key, "a list") ?? [];
                var more = Item(list, Index(), level + 1);
                Set(map, key, list);
                return more;
            case '=':
                Set(map, key, Value());
                return true;
            case ',':
                throw new SetSyntaxException($"{Named(key)} has no value (cannot end with ,)");
            default:
                return Inner(map, key, level + 1);
        }
    }

    // Behind the first value, what looks like a key may be a piece of one that has a comma in it: a password is not repeated.
    string Named(string key) => _text.AsSpan(0, _position).Contains('=')
        ? @"what follows a comma is a key (\, stands for a comma in a value), and"
        : $"key {Quoting.Quote(key)}";

    bool Inner(IDictionary<string, object?> map, string key, int level)
    {
        CheckLevel(level);
        var inner = Existing<Map>(map, key, "a mapping") ?? new Map(StringComparer.Ordinal);
        var more = Key(inner, level);
        if (more && inner.Count == 0)
            throw new SetSyntaxException($"{Named(key)}, a mapping, has no value");
        if (inner.Count > 0)
            Set(map, key, inner);
        return more;
    }

    /// <summary>What follows an index; false where nothing is left.</summary>
    bool Item(List<object?> list, int index, int level)
    {
        CheckLevel(level);
        var rest = Until("[.=", out var stop);
        if (rest.Length > 0)
            throw new SetSyntaxException($"unexpected data at end of array index: {Quoting.Quote(rest)}");
        switch (stop)
        {
            case null:
                return false;
            case '=':
                Put(list, index, Value());
                return true;
            case '[':
                var inner = index < list.Count && list[index] is { } known
                    ? known as List<object?> ?? throw new SetSyntaxException($"item {index} is no list: it cannot have items")
                    : [];
                var more = Item(inner, Index(), level + 1);
                Put(list, index, inner);
                return more;
            default:
                var map = index < list.Count && list[index] is Map existing ? existing : new Map(StringComparer.Ordinal);
                var left = Key(map, level);
                if (left)
                    Put(list, index, map);
                return left;
        }
    }

    int Index()
    {
        var text = Until("]", out var stop);
        if (stop is null)
            throw new SetSyntaxException("error parsing index: it has no ]");
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            throw new SetSyntaxException($"error parsing index: {Quoting.Quote(text)} is no number");
        return index >= 0 ? index : throw new SetSyntaxException($"negative {index} index not allowed");
    }

    static void CheckLevel(int level)
    {
        if (level > MaxLevel)
            throw new SetSyntaxException($"value name nested level is greater than maximum supported nested level of {MaxLevel}");
    }

    void Put(List<object?> list, int index, object? value)
    {
        _items += Math.Max(0, index + 1 - list.Count);
        if (_items > MaxItems)
            throw new SetSyntaxException($"lists of more than {MaxItems} items");
        if (index > MaxIndex)
            throw new SetSyntaxException($"index of {index} is greater than maximum supported index of {MaxIndex}");
        while (list.Count <= index)
            list.Add(null);
        list[index] = value;
    }

    static void Set(IDictionary<string, object?> map, string key, object? value)
    {
        if (key.Length > 0)
            map[key] = value;
    }

    static T? Existing<T>(IDictionary<string, object?> map, string key, string wanted)
        where T : class
    {
        if (!map.TryGetValue(key, out var value))
            return null;
        return value as T ?? throw new SetSyntaxException($"key {Quoting.Quote(key)} has a value already that is not {wanted}");
    }

    object? Value()
    {
        switch (_kind)
        {
            case SetKind.Literal:
                var rest = _text[_position..];
                _position = _text.Length;
                return rest;
            case SetKind.Json:
                return JsonValue();
            default:
                return !AtEnd && _text[_position] == '{' ? ListValue() : AtEnd ? "" : Typed(Until(",", out _));
        }
    }

    object? JsonValue()
    {
        if (SkipsToNext())
            return null;
        try
        {
            var value = JsonReader.ReadFirst(_text.AsSpan(_position), out var length);
            _position += length;
            SkipsToNext();
            return value;
        }
        catch (FunctionException error)
        {
            throw new SetSyntaxException(error.Message);
        }
    }

    /// <summary>Goes over spaces, and the comma behind them; true where that or the end was found.</summary>
    bool SkipsToNext()
    {
        while (!AtEnd && char.IsWhiteSpace(_text[_position]))
            _position++;
        if (!AtEnd && _text[_position] != ',')
            return false;
        _position = Math.Min(_position + 1, _text.Length);
        return true;
    }

    List<object?> ListValue()
    {
        _position++;
        var list = new List<object?>();
        while (true)
        {
            var item = Until(",}", out var stop);
            if (stop is null)
                throw new SetSyntaxException("list must terminate with '}'");
            list.Add(Typed(item));
            if (stop == ',')
                continue;
            if (!AtEnd && _text[_position] == ',')
                _position++;
            return list;
        }
    }

    object? Typed(string text)
    {
        if (_kind == SetKind.File)
            return (_readFile ?? throw new SetSyntaxException("files cannot be read here"))(text);
        if (_kind == SetKind.Text)
            return text;
        if (text.Equals("true", StringComparison.OrdinalIgnoreCase))
            return Boxes.Box(true);
        if (text.Equals("false", StringComparison.OrdinalIgnoreCase))
            return Boxes.Box(false);
        if (text.Equals("null", StringComparison.OrdinalIgnoreCase))
            return null;

        // "007" stays a text: it may be a code.
        var isNumber = text == "0" || (text.Length > 0 && text[0] != '0');
        return isNumber && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : text;
    }

    /// <summary>The text up to one of the characters, which is passed over, or to the end.</summary>
    string Until(string stops, out char? stop)
    {
        var text = new StringBuilder();
        while (!AtEnd)
        {
            var c = _text[_position++];
            if (stops.Contains(c, StringComparison.Ordinal))
            {
                stop = c;
                return text.ToString();
            }

            if (c != '\\' || _kind == SetKind.Literal)
                text.Append(c);
            else if (!AtEnd)
                text.Append(_text[_position++]);
        }

        stop = null;
        return text.ToString();
    }
}
