using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using NinjaBuild.Yaml.Scalars;

namespace NinjaBuild.Yaml.Writing;

/// <summary>
/// Writes block YAML. It follows the state of go-yaml's emitter (emitterc.go) where that shows in the output: the column, whether
/// whitespace stands before it, and whether only indicators stand before it on the line.
/// </summary>
/// <param name="maxLength">About as many characters are written at most.</param>
/// <param name="isPretty">
/// Whether it writes as go-yaml v3 does, and not by way of JSON: lists under a key are indented, no line is folded, large numbers have
/// exponents.
/// </param>
sealed partial class Emitter(int maxLength, bool isPretty)
{
    const int IndentStep = 2;

    // Beyond this many bytes, a key is written after a '?' on a line of its own.
    const int MaxSimpleKeyLength = 128;

    // encoding/json looks for circles from here on; there is no other way to such a depth.
    const int MaxDepth = 1000;

    readonly StringBuilder _out = new();
    int _column;
    int _indent = -1;
    int _depth;
    bool _whitespace = true;
    bool _indention = true;

    public void Document(object? value)
    {
        Node(value, isMappingValue: false);
        _indent = 0;
        WriteIndent();
    }

    public override string ToString() => _out.ToString();

    void Node(object? value, bool isMappingValue)
    {
        if (_out.Length > maxLength) throw new YamlWriteException($"more than {maxLength:N0} characters are not written");
        switch (value)
        {
            case string text:
                String(isPretty ? text : JsonString.ThroughJson(text), isKey: false);
                break;
            case null:
                Token("null");
                break;
            case bool flag:
                Token(flag ? "true" : "false");
                break;
            case double number:
                Token(isPretty ? NumberText.General(number) : NumberText.Of(number));
                break;
            case float number:
                // JSON has the shortest digits of the float, and what reads them is a double.
                Token(NumberText.Of(double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)));
                break;
            case long or int or ulong or uint or short or ushort or byte or sbyte or nint or nuint:
                Token(((IFormattable)value).ToString(format: null, CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                String(Convert.ToBase64String(bytes), isKey: false);
                break;
            case YamlNode node:
                Node(YamlValues.ToObject(node), isMappingValue);
                break;
            default:
                Collection(value, isMappingValue);
                break;
        }
    }

    void Collection(object value, bool isMappingValue)
    {
        // Templates write values while their own recursion has used up most of the stack.
        if (++_depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new YamlWriteException($"more than {MaxDepth:N0} levels of maps and lists have no YAML form");

        if (Entries.Of(value) is { } entries) Mapping(entries);
        else if (Entries.ItemsOf(value) is { } items) Sequence(items, isMappingValue);
        else throw new YamlWriteException($"{value.GetType()} has no YAML form");

        _depth--;
    }

    void Mapping(KeyValuePair<string, object?>[] entries)
    {
        if (entries.Length == 0)
        {
            Token("{}");
            return;
        }

        KeyOrder.Sort(entries);
        int outer = _indent;
        _indent = outer < 0 ? 0 : outer + IndentStep;
        foreach (var (key, value) in entries)
        {
            WriteIndent();
            if (IsSimpleKey(key))
            {
                String(key, isKey: true);
                Indicator(':', needsWhitespace: false, isIndention: false);
            }
            else
            {
                Indicator('?', needsWhitespace: true, isIndention: true);
                String(key, isKey: false);
                WriteIndent();
                Indicator(':', needsWhitespace: true, isIndention: true);
            }

            Node(value, isMappingValue: true);
        }

        _indent = outer;
    }

    void Sequence(IReadOnlyList<object?> items, bool isMappingValue)
    {
        if (items.Count == 0)
        {
            Token("[]");
            return;
        }

        int outer = _indent;
        if (outer < 0) _indent = 0;
        else if (isPretty || !isMappingValue || _indention) _indent = outer + IndentStep;
        for (int i = 0; i < items.Count; i++)
        {
            WriteIndent();
            Indicator('-', needsWhitespace: true, isIndention: true);
            Node(items[i], isMappingValue: false);
        }

        _indent = outer;
    }

    static bool IsSimpleKey(string key)
    {
        if (key.Length > MaxSimpleKeyLength) return false;
        foreach (char c in key)
        {
            if (Characters.IsBreak(c)) return false;
        }

        return key.Length * 3 <= MaxSimpleKeyLength || Encoding.UTF8.GetByteCount(key) <= MaxSimpleKeyLength;
    }

    void String(string text, bool isKey)
    {
        int outer = _indent;
        _indent = outer < 0 ? IndentStep : outer + IndentStep;
        switch (StyleOf(text, isKey))
        {
            case ScalarStyle.Plain:
                Plain(text, mayFold: !isKey);
                break;
            case ScalarStyle.SingleQuoted:
                SingleQuoted(text, mayFold: !isKey);
                break;
            case ScalarStyle.DoubleQuoted:
                DoubleQuoted(text, mayFold: !isKey);
                break;
            default:
                Literal(text);
                break;
        }

        _indent = outer;
    }

    ScalarStyle StyleOf(string text, bool isKey)
    {
        var shape = ScalarShape.Of(text);
        if (text.Contains('\n', StringComparison.Ordinal))
            return shape.Literal && !isKey ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted;
        if (ScalarResolver.Resolve(text, out _) != ScalarType.String || ScalarResolver.IsBase60(text) || (isPretty && IsNewOctal(text))) return ScalarStyle.DoubleQuoted;
        if (shape.Plain) return ScalarStyle.Plain;
        return shape.SingleQuoted ? ScalarStyle.SingleQuoted : ScalarStyle.DoubleQuoted;
    }

    // A number in YAML 1.2 only, which go-yaml v3 reads too.
    static bool IsNewOctal(string text) =>
        text.StartsWith("0o", StringComparison.Ordinal) && text.Length > 2 && !text.AsSpan(2).ContainsAnyExceptInRange('0', '7');

    /// <summary>Writes a scalar whose form is known to need no quotes.</summary>
    void Token(string text)
    {
        if (!_whitespace) Put(' ');
        _out.Append(text);
        _column += text.Length;
        _whitespace = false;
        _indention = false;
    }

    void Indicator(char c, bool needsWhitespace, bool isIndention)
    {
        if (needsWhitespace && !_whitespace) Put(' ');
        Put(c);
        _whitespace = false;
        _indention &= isIndention;
    }

    void WriteIndent()
    {
        int indent = Math.Max(_indent, 0);
        if (!_indention || _column > indent || (_column == indent && !_whitespace)) LineBreak();
        if (_column < indent)
        {
            _out.Append(' ', indent - _column);
            _column = indent;
        }

        _whitespace = true;
        _indention = true;
    }

    void Put(char c)
    {
        _out.Append(c);
        _column++;
    }

    void LineBreak()
    {
        _out.Append('\n');
        _column = 0;
    }

    // Another line break than the line feed stays as it is.
    void Break(char c)
    {
        _out.Append(c);
        _column = 0;
    }
}
