using System.Runtime.CompilerServices;
using System.Text;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.GoTemplates.Values;
using List = System.Collections.Generic.IReadOnlyList<object?>;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Helm.Functions.Toml;

/// <summary>
/// TOML as github.com/BurntSushi/toml 1.5 writes it: plain values of a table ahead of its tables, both by name; tables below tables indented.
/// </summary>
sealed class TomlWriter
{
    const int MaxDepth = 1000;
    const int MaxLength = 64 * 1024 * 1024;

    readonly StringBuilder _text = new();

    /// <summary>The text of a value.</summary>
    /// <exception cref="FunctionException">TOML has no such thing; in the package's words.</exception>
    public static string Write(object? value)
    {
        var writer = new TomlWriter();
        writer.Item([], value);
        return writer._text.ToString();
    }

    void Item(string[] key, object? value)
    {
        if (key.Length > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new FunctionException($"toml: tables nested deeper than {MaxDepth}");
        switch (value)
        {
            case null:
                break;
            case Map map:
                Table(key, map);
                break;
            case List list when IsTables(list):
                Tables(key, list);
                break;
            default:
                KeyValue(key, value, isInline: false);
                break;
        }
    }

    void Table(string[] key, Map map)
    {
        if (key.Length == 1)
            NewLine();
        if (key.Length > 0)
        {
            Indent(key);
            _text.Append('[').AppendJoin('.', key.Select(Quoted)).Append(']');
            NewLine();
        }

        Entries(key, map);
    }

    void Tables(string[] key, List list)
    {
        if (key.Length == 0)
            throw new FunctionException("toml: top-level values must be Go maps or structs");
        foreach (var item in list)
        {
            NewLine();
            Indent(key);
            _text.Append("[[").AppendJoin('.', key.Select(Quoted)).Append("]]");
            NewLine();
            Entries(key, (Map)item!);
        }
    }

    void Entries(string[] key, Map map)
    {
        foreach (var (name, value) in Sorted(map))
            Item([.. key, name], value);
    }

    /// <summary>Plain values first.</summary>
    static IEnumerable<KeyValuePair<string, object?>> Sorted(Map map) => map
        .OrderBy(entry => entry.Value is Map || (entry.Value is List list && IsTables(list)))
        .ThenBy(entry => entry.Key, Comparer<string>.Create(GoString.Compare));

    void KeyValue(string[] key, object? value, bool isInline)
    {
        if (key.Length > 0)
        {
            Indent(key);
            _text.Append(Quoted(key[^1])).Append(" = ");
        }

        Element(value, 0);
        if (key.Length > 0 && !isInline)
            NewLine();
    }

    void Element(object? value, int depth)
    {
        if (depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new FunctionException($"toml: values nested deeper than {Math.Min(depth, MaxDepth)}");
        if (_text.Length > MaxLength)
            throw new FunctionException($"toml: text of more than {MaxLength} characters");
        switch (value)
        {
            case string text:
                Text(text);
                break;
            case bool truth:
                _text.Append(truth ? "true" : "false");
                break;
            case double or float:
                Float(Cast.ToDouble(value));
                break;
            case TimeValue time:
                _text.Append(time.ToToml());
                break;
            case Map map:
                Inline(map, depth);
                break;
            case List list:
                Array(list, depth);
                break;
            default:
                _text.Append(GoTypes.TryInteger(value, out _) ? GoFormat.Print(value) : throw new FunctionException($"unexpected type: {GoTypes.TypeName(value)}"));
                break;
        }
    }

    void Array(List list, int depth)
    {
        _text.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            Element(list[i], depth + 1);
        }

        _text.Append(']');
    }

    void Inline(Map map, int depth)
    {
        _text.Append('{');
        var first = true;
        foreach (var (name, value) in Sorted(map).Where(entry => entry.Value is not null))
        {
            _text.Append(first ? "" : ", ").Append(Quoted(name)).Append(" = ");
            first = false;
            Element(value, depth + 1);
        }

        _text.Append('}');
    }

    void Float(double number)
    {
        if (double.IsFinite(number))
        {
            var digits = FloatFormat.Format(number, 'f', -1);
            _text.Append(digits).Append(digits.Contains('.', StringComparison.Ordinal) ? "" : ".0");
        }
        else
        {
            _text.Append(double.IsNegative(number) && !double.IsNaN(number) ? "-" : "").Append(double.IsNaN(number) ? "nan" : "inf");
        }
    }

    void Text(string text)
    {
        _text.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append(@"\\"),
                '\t' => _text.Append(@"\t"),
                '\n' => _text.Append(@"\n"),
                '\r' => _text.Append(@"\r"),
                '\b' => _text.Append(@"\b"),
                '\f' => _text.Append(@"\f"),
                < ' ' or '\x7f' => _text.Append($"\\u{(int)c:x4}"),
                _ => _text.Append(c),
            };
        }

        _text.Append('"');
    }

    /// <summary>A bare key where it can be one.</summary>
    static string Quoted(string key)
    {
        if (key.Length > 0 && key.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            return key;
        var writer = new TomlWriter();
        writer.Text(key);
        return writer._text.ToString();
    }

    /// <summary>Whether it has nothing but tables.</summary>
    /// <exception cref="FunctionException">An entry is nil.</exception>
    static bool IsTables(List list)
    {
        if (list.Contains(null))
            throw new FunctionException("toml: cannot encode array with nil element");
        return list.Count > 0 && list.All(static item => item is Map);
    }

    void Indent(string[] key) => _text.Append(' ', 2 * (key.Length - 1));

    void NewLine() => _text.Append(_text.Length > 0 ? "\n" : "");
}
