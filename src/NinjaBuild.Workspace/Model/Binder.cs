using System.Globalization;
using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace.Model;

/// <summary>Turns YAML into records of the model, and reports everything in it that the model does not allow.</summary>
public sealed class Binder(string path, ICollection<Diagnostic> diagnostics)
{
    // Whoever has more errors than this in a file has one cause for them.
    const int MostReports = 50;

    int _reports;

    /// <summary>Whether fields may be missing that a declaration must have: an overlay says what differs, and no more.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Reports what the model does not allow in the value of a field.</summary>
    public void Check(YamlNode value, ModelField field) => Bind(value, field.Shape, field, new Trail(field.Name));

    /// <summary>Binds a mapping to a record; faulty fields are reported and left at their defaults.</summary>
    public T Bind<T>(YamlMapping mapping)
        where T : class, new() => (T)BindRecord(mapping, ModelType.Of(typeof(T)), null);

    /// <summary>Binds some fields of a record anew; what is gone from the mapping, or null in it, gets its default.</summary>
    internal void Rebind(object record, YamlMapping mapping, IEnumerable<YamlEntry> changed)
    {
        var type = ModelType.Of(record.GetType());
        object? defaults = null;
        foreach (var entry in changed)
        {
            if (type.TryField(entry.Key.Text) is not { } field)
                Unknown(entry.Key, type, null);
            else if (mapping[field.Name] is null or YamlScalar { Value: null })
                field.SetValue(record, field.GetValue(defaults ??= type.NewRecord()));
            else if (Bind(mapping[field.Name]!, field.Shape, field, new Trail(field.Name)) is { } value)
                field.SetValue(record, value);
        }
    }

    object BindRecord(YamlMapping mapping, ModelType type, Trail? trail)
    {
        var record = type.NewRecord();
        foreach (var entry in mapping.Entries)
        {
            if (type.TryField(entry.Key.Text) is not { } field)
                Unknown(entry.Key, type, trail);
            else if (entry.Value is not YamlScalar { Value: null } && Bind(entry.Value, field.Shape, field, new Trail(field.Name, trail)) is { } value)
                field.SetValue(record, value);
        }

        if (IsPartial)
            return record;
        foreach (var field in type.Required)
        {
            if (mapping[field.Name] is null or YamlScalar { Value: null })
                Report(mapping, $"'{new Trail(field.Name, trail)}' is missing: {field.Attribute.Description}");
        }

        return record;
    }

    object? Bind(YamlNode node, ValueShape shape, ModelField field, Trail trail) => shape.Kind switch
    {
        ValueKind.Text => Text(node, field.Attribute.Format, trail),
        ValueKind.Flag => node is YamlScalar { Value: bool value } ? value : Wrong(node, trail, "true or false"),
        ValueKind.Number => Number(node, field.Attribute, trail),
        ValueKind.Choice => Choice(node, shape, trail),
        ValueKind.List => List(node, shape, field, trail),
        ValueKind.Node => node as YamlMapping ?? Wrong(node, trail, "a mapping"),
        _ when node is not YamlMapping => Wrong(node, trail, "a mapping"),
        ValueKind.Map => Map((YamlMapping)node, shape, field, trail),
        ValueKind.Raw => YamlValues.ToObject(node),
        _ => BindRecord((YamlMapping)node, shape.Record, trail),
    };

    object? List(YamlNode node, ValueShape shape, ModelField field, Trail trail)
    {
        if (node is not YamlSequence sequence)
            return Wrong(node, trail, "a list");
        var list = shape.NewList();
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            if (Bind(sequence.Items[i], shape.Item!, field, new Trail(i, trail)) is { } value)
                list.Add(value);
        }

        return list;
    }

    object Map(YamlMapping mapping, ValueShape shape, ModelField field, Trail trail)
    {
        var map = shape.NewMap();
        foreach (var entry in mapping.Entries)
        {
            if (Formats.Fault(field.Attribute.KeyFormat, entry.Key.Text) is { } fault)
                Report(entry.Key, $"'{Quote.Text(entry.Key.Text)}' in '{trail}' {fault}");
            else if (entry.Value is not YamlScalar { Value: null } && Bind(entry.Value, shape.Item!, field, new Trail(entry.Key.Text, trail)) is { } value)
                map[entry.Key.Text] = value;
        }

        return map;
    }

    // A number or a boolean where a text is wanted means its spelling: ports and flags in env need no quotes.
    object? Text(YamlNode node, Format format, Trail trail)
    {
        if (node is not YamlScalar { Value: not null } scalar)
            return Wrong(node, trail, "a text");
        if (Formats.Fault(format, scalar.Text) is not { } fault)
            return scalar.Text;
        Report(scalar, $"'{trail}': '{Quote.Text(scalar.Text)}' {fault}");
        return null;
    }

    object? Number(YamlNode node, FieldAttribute field, Trail trail)
    {
        if (node is not YamlScalar { Value: long or ulong or int } scalar)
            return Wrong(node, trail, "a whole number");
        var (minimum, maximum) = (Math.Max(field.Minimum, int.MinValue), Math.Min(field.Maximum, int.MaxValue));
        if (scalar.Value is long number && number >= minimum && number <= maximum)
            return (int)number;
        Report(node, string.Create(CultureInfo.InvariantCulture, $"'{trail}' is {Quote.Text(scalar.Text)}; it must be from {minimum} to {maximum}"));
        return null;
    }

    object? Choice(YamlNode node, ValueShape shape, Trail trail)
    {
        var choices = string.Join(", ", shape.Choices);
        if (node is not YamlScalar { Value: not null } scalar)
            return Wrong(node, trail, $"one of {choices}");
        if (shape.Member(scalar.Text) is { } member)
            return member;
        Report(node, $"'{trail}': '{Quote.Text(scalar.Text)}' is none of {choices}{Suggestion.For(scalar.Text, shape.Choices)}");
        return null;
    }

    object? Wrong(YamlNode node, Trail trail, string wanted)
    {
        var found = node switch
        {
            YamlMapping => "a mapping",
            YamlSequence => "a list",
            YamlScalar { Value: null } => "empty",
            YamlScalar scalar => $"'{Quote.Text(scalar.Text)}'",
            _ => "something else",
        };
        Report(node, $"'{trail}' must be {wanted}, but is {found}");
        return null;
    }

    void Unknown(YamlScalar key, ModelType type, Trail? trail)
    {
        var suggestion = _reports < MostReports ? Suggestion.For(key.Text, type.Names) : "";
        var where = trail is null ? "" : $" in '{trail}'";
        Report(key, $"unknown field '{Quote.Text(key.Text)}'{where}{suggestion}");
    }

    void Report(YamlNode node, string message)
    {
        if (++_reports <= MostReports)
            diagnostics.Add(Diagnostic.Error(path, node.At, message));
        else if (_reports == MostReports + 1)
            diagnostics.Add(Diagnostic.Error(path, node.At, "there are more errors from here on: correct the ones above first"));
    }

    /// <summary>The way to a value, written out only where something is to be said about it.</summary>
    sealed class Trail
    {
        readonly object _step;
        readonly Trail? _parent;

        public Trail(object step, Trail? parent = null) => (_step, _parent) = (step, parent);

        public override string ToString() => _step switch
        {
            int index => string.Create(CultureInfo.InvariantCulture, $"{_parent}[{index}]"),
            string name when _parent is not null => $"{_parent}.{Quote.Text(name)}",
            _ => Quote.Text((string)_step),
        };
    }
}
