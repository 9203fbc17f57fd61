using System.Collections;
using System.Globalization;
using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace.Model;

/// <summary>Turns YAML into records of the model, and reports everything in it that the model does not allow.</summary>
public sealed class Binder(string path, ICollection<Diagnostic> diagnostics)
{
    /// <summary>Whether fields may be missing that a declaration must have: an overlay says what differs, and no more.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Reports what the model does not allow in the value of a field.</summary>
    public void Check(YamlNode value, ModelField field) => Bind(value, field.Type, field, field.Name);

    /// <summary>Binds a mapping to a record; faulty fields are reported and left at their defaults.</summary>
    public T Bind<T>(YamlMapping mapping)
        where T : class, new() => (T)BindRecord(mapping, ModelType.Of(typeof(T)));

    object BindRecord(YamlMapping mapping, ModelType type)
    {
        var record = Activator.CreateInstance(type.Type)!;
        foreach (var entry in mapping.Entries)
        {
            if (type.TryField(entry.Key.Text) is not { } field)
                Report(entry.Key, $"unknown field '{entry.Key.Text}'{Suggestion.For(entry.Key.Text, type.Fields.Select(known => known.Name))}");
            else if (entry.Value is not YamlScalar { Value: null } && Bind(entry.Value, field.Type, field, field.Name) is { } value)
                field.SetValue(record, value);
        }

        foreach (var field in type.Fields)
        {
            if (!IsPartial && field.Attribute.Required && mapping[field.Name] is null or YamlScalar { Value: null })
                Report(mapping, $"'{field.Name}' is missing: {field.Attribute.Description}");
        }

        return record;
    }

    object? Bind(YamlNode node, Type type, ModelField field, string what)
    {
        if (type == typeof(YamlMapping))
            return node as YamlMapping ?? Wrong(node, what, "a mapping");
        if (type == typeof(string))
            return Text(node, field.Attribute.Format, what);
        if (type == typeof(bool))
            return node is YamlScalar { Value: bool value } ? value : Wrong(node, what, "true or false");
        if (type == typeof(int))
            return Integer(node, field, what);
        if (type.IsEnum)
            return Member(node, type, what);
        if (type == typeof(IReadOnlyDictionary<string, object?>))
            return node is YamlMapping raw ? YamlValues.ToObject(raw) : Wrong(node, what, "a mapping");
        if (type.IsGenericType)
            return type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? List(node, type, field, what) : Map(node, type, field, what);
        return node is YamlMapping mapping ? BindRecord(mapping, ModelType.Of(type)) : Wrong(node, what, "a mapping");
    }

    object? List(YamlNode node, Type type, ModelField field, string what)
    {
        if (node is not YamlSequence sequence)
            return Wrong(node, what, "a list");
        var item = type.GetGenericArguments()[0];
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            if (Bind(sequence.Items[i], item, field, $"{what}[{i.ToString(CultureInfo.InvariantCulture)}]") is { } value)
                list.Add(value);
        }

        return list;
    }

    object? Map(YamlNode node, Type type, ModelField field, string what)
    {
        if (node is not YamlMapping mapping)
            return Wrong(node, what, "a mapping");
        var item = type.GetGenericArguments()[1];
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), item))!;
        foreach (var entry in mapping.Entries)
        {
            if (Formats.Fault(field.Attribute.KeyFormat, entry.Key.Text) is { } fault)
                Report(entry.Key, $"'{entry.Key.Text}' in '{what}' {fault}");
            else if (entry.Value is not YamlScalar { Value: null } && Bind(entry.Value, item, field, $"{what}.{entry.Key.Text}") is { } value)
                map[entry.Key.Text] = value;
        }

        return map;
    }

    // A number or a boolean where a text is wanted means its spelling: ports and flags in env need no quotes.
    object? Text(YamlNode node, Format format, string what)
    {
        if (node is not YamlScalar { Value: not null } scalar)
            return Wrong(node, what, "a text");
        if (Formats.Fault(format, scalar.Text) is not { } fault)
            return scalar.Text;
        Report(scalar, $"'{what}': '{Shorten(scalar.Text)}' {fault}");
        return null;
    }

    object? Integer(YamlNode node, ModelField field, string what)
    {
        if (node is not YamlScalar { Value: long number })
            return Wrong(node, what, "a whole number");
        var (minimum, maximum) = (Math.Max(field.Attribute.Minimum, int.MinValue), Math.Min(field.Attribute.Maximum, int.MaxValue));
        if (number >= minimum && number <= maximum)
            return (int)number;
        Report(node, $"'{what}' is {number}; it must be from {minimum} to {maximum}");
        return null;
    }

    object? Member(YamlNode node, Type type, string what)
    {
        var names = ModelType.NamesOf(type);
        if (node is YamlScalar scalar && names.ToList().IndexOf(scalar.Text) is >= 0 and var index)
            return Enum.GetValues(type).GetValue(index);
        var text = (node as YamlScalar)?.Text ?? "";
        Report(node, $"'{what}': '{Shorten(text)}' is none of {string.Join(", ", names)}{Suggestion.For(text, names)}");
        return null;
    }

    object? Wrong(YamlNode node, string what, string wanted)
    {
        var found = node switch
        {
            YamlMapping => "a mapping",
            YamlSequence => "a list",
            YamlScalar { Value: null } => "empty",
            YamlScalar scalar => $"'{Shorten(scalar.Text)}'",
            _ => "something else",
        };
        Report(node, $"'{what}' must be {wanted}, but is {found}");
        return null;
    }

    void Report(YamlNode node, string message) => diagnostics.Add(Diagnostic.Error(path, node.At, message));

    static string Shorten(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 77), "…");
}
