using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;

namespace NinjaBuild.Yaml;

/// <summary>Writes plain values as sigs.k8s.io/yaml does: keys sorted, sequences not indented, quotes only where they are needed.</summary>
public static class YamlWriter
{
    static readonly SearchValues<char> SexagesimalCharacters = SearchValues.Create("0123456789_:.");

    /// <summary>The YAML of a value, with a line break at its end.</summary>
    public static string Write(object? value)
    {
        var text = new StringBuilder();
        WriteNode(text, value, 0, afterKey: false, isItem: false);
        return text.Append('\n').ToString();
    }

    static void WriteNode(StringBuilder text, object? value, int indent, bool afterKey, bool isItem)
    {
        switch (value)
        {
            case string s:
                Space(text, afterKey);
                WriteString(text, s, indent, key: false);
                break;
            case IReadOnlyDictionary<string, object?> map:
                WriteMap(text, map, indent, afterKey, isItem);
                break;
            case IEnumerable list:
                WriteList(text, list.Cast<object?>().ToList(), indent, afterKey, isItem);
                break;
            default:
                Space(text, afterKey);
                text.Append(Plain(value));
                break;
        }
    }

    static void WriteMap(StringBuilder text, IReadOnlyDictionary<string, object?> map, int indent, bool afterKey, bool isItem)
    {
        if (map.Count == 0)
        {
            Space(text, afterKey);
            text.Append("{}");
            return;
        }

        var first = true;
        foreach (var key in map.Keys.Order(NaturalKeyOrder.Instance))
        {
            if (!first || afterKey)
                text.Append('\n').Append(' ', indent);
            first = false;
            WriteString(text, key, indent, key: true);
            text.Append(':');
            var value = map[key];
            // A sequence under a key starts in the key's own column.
            WriteNode(text, value, value is IEnumerable and not string and not IReadOnlyDictionary<string, object?> ? indent : indent + 2, afterKey: true, isItem: false);
        }
    }

    static void WriteList(StringBuilder text, List<object?> list, int indent, bool afterKey, bool isItem)
    {
        if (list.Count == 0)
        {
            Space(text, afterKey);
            text.Append("[]");
            return;
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0 || afterKey)
                text.Append('\n').Append(' ', indent);
            text.Append("- ");
            WriteNode(text, list[i], indent + 2, afterKey: false, isItem: true);
        }
    }

    static void Space(StringBuilder text, bool afterKey)
    {
        if (afterKey)
            text.Append(' ');
    }

    static string Plain(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        double d => Float(d),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"{value.GetType()} has no YAML form", nameof(value)),
    };

    // JSON's form of a float: sigs.k8s.io/yaml goes through it.
    static string Float(double value)
    {
        if (double.IsNaN(value))
            return ".nan";
        if (double.IsInfinity(value))
            return value > 0 ? ".inf" : "-.inf";
        return value == Math.Floor(value) && Math.Abs(value) < 1e21 ? value.ToString("F0", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
    }

    static void WriteString(StringBuilder text, string value, int indent, bool key)
    {
        var shape = ScalarShape.Of(value);
        if (value.Contains('\n', StringComparison.Ordinal) && !key && shape.BlockAllowed)
            WriteLiteral(text, value, indent);
        else if (!value.Contains('\n', StringComparison.Ordinal) && ScalarResolver.Resolve(value) is string && !IsSexagesimal(value))
        {
            if (shape.PlainAllowed)
                text.Append(value);
            else if (shape.SingleQuotedAllowed)
                text.Append('\'').Append(value.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
            else
                WriteDoubleQuoted(text, value);
        }
        else
            WriteDoubleQuoted(text, value);
    }

    static void WriteLiteral(StringBuilder text, string value, int indent)
    {
        text.Append('|');
        if (value[0] is ' ' or '\n')
            text.Append('2');
        var trimmed = value.TrimEnd('\n');
        var breaks = value.Length - trimmed.Length;
        text.Append(breaks switch { 0 => "-", 1 when trimmed.Length > 0 => "", _ => "+" });
        var lines = (breaks > 0 ? value[..^1] : value).Split('\n');
        foreach (var line in lines)
        {
            text.Append('\n');
            if (line.Length > 0)
                text.Append(' ', Math.Max(indent, 2)).Append(line);
        }
    }

    static void WriteDoubleQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var rune in value.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\t' => text.Append("\\t"),
                '\r' => text.Append("\\r"),
                0 => text.Append("\\0"),
                7 => text.Append("\\a"),
                8 => text.Append("\\b"),
                11 => text.Append("\\v"),
                12 => text.Append("\\f"),
                27 => text.Append("\\e"),
                0x85 => text.Append("\\N"),
                0xA0 => text.Append("\\_"),
                0x2028 => text.Append("\\L"),
                0x2029 => text.Append("\\P"),
                0xFEFF => text.Append("\\uFEFF"),
                < 0x20 or 0x7F => text.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}"),
                _ => text.Append(rune.ToString()),
            };
        }

        text.Append('"');
    }

    // 1:20 is a number of base 60 to YAML 1.1 readers.
    static bool IsSexagesimal(string text)
    {
        var digits = text.AsSpan(text.Length > 0 && text[0] is '+' or '-' ? 1 : 0);
        return digits.Length > 0 && char.IsAsciiDigit(digits[0]) && digits.Contains(':') && !digits.ContainsAnyExcept(SexagesimalCharacters);
    }
}
