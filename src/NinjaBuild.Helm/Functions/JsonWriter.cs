using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Rendering;

namespace NinjaBuild.Helm.Functions;

/// <summary>Values as Go's encoding/json writes them: keys sorted, and by default nothing that HTML would read.</summary>
internal sealed class JsonWriter(bool indented, bool escapesHtml)
{
    const int MaxDepth = 1000;
    const int MaxLength = 64 * 1024 * 1024;
    readonly StringBuilder _json = new();

    /// <summary>The JSON of a value.</summary>
    /// <exception cref="FunctionException">The value has no JSON.</exception>
    public static string Write(object? value, bool indented = false, bool escapesHtml = true)
    {
        var writer = new JsonWriter(indented, escapesHtml);
        writer.Write(value, 0);
        return writer._json.ToString();
    }

    void Write(object? value, int depth)
    {
        if (depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new FunctionException($"json: value nested deeper than {Math.Min(depth, MaxDepth)}");
        if (_json.Length > MaxLength)
            throw new FunctionException($"json: text of more than {MaxLength} characters");
        switch (value)
        {
            case null or NilMap { Count: 0 } or NilList { Count: 0 }:
                _json.Append("null");
                break;
            case string text:
                WriteString(text);
                break;
            case bool truth:
                _json.Append(truth ? "true" : "false");
                break;
            case double number:
                WriteNumber(number);
                break;
            case IReadOnlyDictionary<string, object?> map:
                WriteEntries([.. map.OrderBy(entry => entry.Key, Comparer<string>.Create(GoString.Compare))], depth);
                break;
            case IGoStruct fields:
                WriteEntries([.. fields.JsonFields], depth);
                break;
            case GoList { ElementType: "uint8" } bytes:
                WriteString(Convert.ToBase64String(GoString.ToBytes(GoFormat.Sprintf("%s", [bytes]))));
                break;
            case IReadOnlyList<object?> list:
                WriteList(list, depth);
                break;
            case TimeValue time:
                WriteString(time.ToJson());
                break;
            default:
                if (GoTypes.TryInteger(value, out _))
                    _json.Append(GoFormat.Print(value));
                else
                    WriteString(value.ToString() ?? "");
                break;
        }
    }

    void WriteEntries(KeyValuePair<string, object?>[] entries, int depth)
    {
        _json.Append('{');
        for (var i = 0; i < entries.Length; i++)
        {
            Separate(i, depth + 1);
            WriteString(entries[i].Key);
            _json.Append(indented ? ": " : ":");
            Write(entries[i].Value, depth + 1);
        }

        Close(entries.Length, depth, '}');
    }

    void WriteList(IReadOnlyList<object?> list, int depth)
    {
        _json.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            Separate(i, depth + 1);
            Write(list[i], depth + 1);
        }

        Close(list.Count, depth, ']');
    }

    void Separate(int index, int depth)
    {
        if (index > 0)
            _json.Append(',');
        if (indented)
            _json.Append('\n').Append(' ', depth * 2);
    }

    void Close(int count, int depth, char bracket)
    {
        if (indented && count > 0)
            _json.Append('\n').Append(' ', depth * 2);
        _json.Append(bracket);
    }

    void WriteNumber(double number)
    {
        if (!double.IsFinite(number))
            throw new FunctionException($"json: unsupported value: {FloatFormat.Format(number, 'g', -1)}");
        var size = Math.Abs(number);
        if (size == 0 || size is >= 1e-6 and < 1e21)
        {
            _json.Append(FloatFormat.Format(number, 'f', -1));
            return;
        }

        // e-09 is written as e-9.
        var text = FloatFormat.Format(number, 'e', -1);
        _json.Append(text.Length > 3 && text[^4] == 'e' && text[^3] == '-' && text[^2] == '0' ? text[..^2] + text[^1] : text);
    }

    void WriteString(string text)
    {
        _json.Append('"');
        foreach (var c in GoString.ToValidUnicode(text))
        {
            _ = c switch
            {
                '"' => _json.Append("\\\""),
                '\\' => _json.Append("\\\\"),
                '\n' => _json.Append("\\n"),
                '\r' => _json.Append("\\r"),
                '\t' => _json.Append("\\t"),
                '\b' => _json.Append("\\b"),
                '\f' => _json.Append("\\f"),
                '<' or '>' or '&' when escapesHtml => _json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                < ' ' or '\u2028' or '\u2029' => _json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => _json.Append(c),
            };
        }

        _json.Append('"');
    }
}
