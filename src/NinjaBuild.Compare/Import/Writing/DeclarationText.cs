using System.Buffers;
using System.Text;
using NinjaBuild.Compare.Import.Inference;
using NinjaBuild.Workspace.Model;
using NinjaBuild.Yaml;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Writing;

/// <summary>
/// Writes YAML as a person would: fields in the order of the reference, what is small on one line, comments where something is to be
/// decided.
/// </summary>
sealed class DeclarationText
{
    const int LineWidth = 110;

    static readonly SearchValues<char> Indicators = SearchValues.Create(",[]{}:#?&*!|>'%@`\"");

    readonly StringBuilder _text = new();
    readonly IReadOnlyDictionary<string, string> _comments;

    DeclarationText(IReadOnlyDictionary<string, string> comments) => _comments = comments;

    /// <summary>The text of a declaration.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="model">The declaration's model, whose order the fields take; null for what has none.</param>
    /// <param name="comments">Comments that stand above fields, by the fields' paths joined with dots; the empty path is the file's head.</param>
    public static string Write(Map fields, Type? model, IReadOnlyDictionary<string, string>? comments = null)
    {
        var text = new DeclarationText(comments ?? new Dictionary<string, string>());
        text.Comment("", 0);
        text.Mapping(Ordered(fields, model), 0, "");
        return text._text.ToString();
    }

    // An environment's overlay has the order of what it lies over.
    static Map Ordered(Map fields, Type? model)
    {
        if (model is null || ValueShape.Of(model).Kind != ValueKind.Record)
            return fields;
        var type = ModelType.Of(model);
        var names = type.Fields.Select(field => field.Name).ToList();
        var ordered = new Map();
        foreach (var (name, value) in fields.OrderBy(field => names.IndexOf(field.Key) is var index && index < 0 ? int.MaxValue : index))
            ordered[name] = value is Map map && type.TryField(name) is { } field ? Inner(map, field) : value;
        return ordered;
    }

    static Map Inner(Map map, ModelField field)
    {
        if (field.Shape.Kind == ValueKind.Record)
            return Ordered(map, field.Shape.Type);
        var item = field.Attribute.Overlays ?? (field.Shape.Kind == ValueKind.Map ? field.Shape.Item!.Type : null);
        return item is null ? map : map.ToDictionary(entry => entry.Key, entry => entry.Value is Map inner ? Ordered(inner, item) : entry.Value);
    }

    void Mapping(Map fields, int indent, string path)
    {
        foreach (var (name, value) in fields)
        {
            var place = path.Length == 0 ? name : $"{path}.{name}";
            Comment(place, indent);
            _text.Append(' ', indent).Append(Scalar(name)).Append(':');
            Value(value, indent, place);
        }
    }

    void Value(object? value, int indent, string path)
    {
        if (value is not (Map or List<object?>))
        {
            if (value is string text && text.Contains('\n', StringComparison.Ordinal))
                Block(text, indent + 2);
            else
                _text.Append(' ').Append(Scalar(value)).Append('\n');
            return;
        }

        var commented = _comments.Keys.Any(key => key.StartsWith(path + ".", StringComparison.Ordinal));
        if (!commented && Flow(value) is { } flow && flow.Length + CurrentColumn() < LineWidth && !(indent == 0 && value is Map { Count: > 4 }))
        {
            _text.Append(' ').Append(flow).Append('\n');
            return;
        }

        _text.Append('\n');
        if (value is Map map)
            Mapping(map, indent + 2, path);
        else
            List((List<object?>)value, indent + 2, path);
    }

    void List(List<object?> list, int indent, string path)
    {
        foreach (var item in list)
        {
            _text.Append(' ', indent).Append('-');
            if (item is Map { Count: > 0 } map && Flow(item) is not { Length: < 80 })
            {
                // The first field stands beside the hyphen.
                var start = _text.Length;
                Mapping(map, indent + 2, path);
                _text.Remove(start, indent + 1);
            }
            else
                Value(item, indent, path);
        }
    }

    int CurrentColumn()
    {
        var start = _text.Length;
        while (start > 0 && _text[start - 1] != '\n')
            start--;
        return _text.Length - start;
    }

    void Block(string text, int indent)
    {
        // What a block scalar cannot say exactly is quoted by the YAML writer, on one line.
        var written = YamlWriter.WritePretty(new Map { ["x"] = text }).TrimEnd('\n');
        var lines = written["x: ".Length..].Split('\n');
        _text.Append(' ').Append(lines[0]).Append('\n');
        foreach (var line in lines.Skip(1))
            _text.Append(line.Length == 0 ? "" : new string(' ', indent) + line[Math.Min(2, line.Length)..]).Append('\n');
        // A trailing line break that a block keeps (|+) is lines of its own.
        if (lines[0].StartsWith("|+", StringComparison.Ordinal) || lines[0].StartsWith("|2+", StringComparison.Ordinal))
            _text.Append('\n', text.Length - text.TrimEnd('\n').Length - 1);
    }

    void Comment(string path, int indent)
    {
        if (!_comments.TryGetValue(path, out var comment))
            return;
        foreach (var line in comment.Split('\n'))
            _text.Append(' ', indent).Append("# ").Append(line).Append('\n');
    }

    // A value on one line; null where it takes several.
    static string? Flow(object? value)
    {
        switch (value)
        {
            case Map map:
                var entries = map.Select(entry => (entry.Key, Value: Flow(entry.Value))).ToList();
                return entries.TrueForAll(entry => entry.Value is not null) ? map.Count == 0 ? "{}" : $"{{ {string.Join(", ", entries.Select(entry => $"{FlowScalar(entry.Key)}: {entry.Value}"))} }}" : null;
            case List<object?> list:
                var items = list.ConvertAll(Flow);
                return items.TrueForAll(item => item is not null) ? $"[{string.Join(", ", items)}]" : null;
            case string text when text.Contains('\n', StringComparison.Ordinal):
                return null;
            default:
                return FlowScalar(value);
        }
    }

    // In flow style commas, brackets and more mean something anywhere.
    static string FlowScalar(object? value) =>
        value is string { Length: > 0 } text && text.AsSpan().ContainsAny(Indicators) ? Quoted(text) : Scalar(value);

    static string Scalar(object? value)
    {
        var written = YamlWriter.WritePretty(value is ExplicitNull ? null : value).TrimEnd('\n');
        return written.StartsWith('\'') ? Quoted((string)value!) : written;
    }

    // In double quotes, as people write them; where the text has what would need an escape, as the writer has it.
    static string Quoted(string text)
    {
        if (!text.AsSpan().ContainsAny('\\', '"') && !text.Any(char.IsControl))
            return $"\"{text}\"";
        var written = YamlWriter.WritePretty(text).TrimEnd('\n');
        return written[0] is '\'' or '"' ? written : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
