using System.Text;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace;

/// <summary>Writes the reference of a kind of declaration as Markdown: a table of fields for each record, with links between them.</summary>
public static class ReferenceWriter
{
    /// <summary>The reference page, with lines ended by LF.</summary>
    public static string Write(DeclarationKind kind)
    {
        var root = ModelType.Of(DeclarationSchema.TypeOf(kind));
        var page = new StringBuilder();
        page.Append("# ").Append(DeclarationSchema.FileName(kind)).Append("\n\n").Append(Introduction(kind))
            .Append("\n```yaml\n").Append(Examples.Of(kind)).Append("```\n");
        Table(page, root);

        // Nested records follow in the order in which they are met, each once.
        var sections = new List<(string Field, ModelType Type)>();
        Collect(root, "", sections);
        foreach (var (field, type) in sections)
        {
            page.Append("\n## ").Append(Title(type)).Append("\n\nIn `").Append(field).Append("`.\n");
            Table(page, type);
        }

        return page.ToString();
    }

    static string Introduction(DeclarationKind kind) => kind switch
    {
        DeclarationKind.Workspace => "Stands at the root of the repository and makes it a workspace.\n",
        DeclarationKind.App => "Declares one deployable program. Stands anywhere below `apps/`.\n\n"
            + "Fields marked *fixed* shape the chart's files: an environment cannot change them.\n",
        DeclarationKind.Migration => "Says how far a chart is on its way from a hand-written one: `charts/<chart>/migration.yaml`, beside the\n"
            + "hand-written chart in `charts/<chart>/manual/`. See [migration.md](../migration.md).\n",
        _ => "Declares a Helm chart: `charts/<chart>/compose.yaml`.\n",
    };

    static void Table(StringBuilder page, ModelType type)
    {
        page.Append("\n| field | type | default | meaning |\n|---|---|---|---|\n");
        foreach (var field in type.Fields)
        {
            var attribute = field.Attribute;
            page.Append("| `").Append(field.Name).Append("` | ").Append(TypeOf(field.Shape, field)).Append(" | ").Append(Default(field)).Append(" | ")
                .Append(Cell(attribute.Description));
            if (Rule(field) is { Length: > 0 } rule)
                page.Append(' ').Append(rule);
            if (attribute.Fixed)
                page.Append(" *Fixed.*");
            if (attribute.Example.Length > 0)
                page.Append(" Example: `").Append(Cell(attribute.Example)).Append('`');
            page.Append(" |\n");
        }
    }

    static string Default(ModelField field)
    {
        if (field.Attribute.Required)
            return "**required**";
        var text = field.Attribute.Default;
        if (text.Length == 0)
            return "";
        // A sentence is no value.
        return text.Contains(' ', StringComparison.Ordinal) && !text.StartsWith('"') ? Cell(text) : $"`{Cell(text)}`";
    }

    static string TypeOf(ValueShape shape, ModelField field) => shape.Kind switch
    {
        ValueKind.Text => "text",
        ValueKind.Flag => "true or false",
        ValueKind.Number => "number",
        ValueKind.Choice => string.Join(", ", shape.Choices.Select(choice => $"`{choice}`")),
        ValueKind.List => $"list of {Plural(shape.Item!, field)}",
        ValueKind.Map => $"map of {Plural(shape.Item!, field)}",
        ValueKind.Record => Link(shape.Record),
        ValueKind.Node when field.Attribute.Overlays is not null => "fields of this page",
        _ => "mapping",
    };

    static string Plural(ValueShape shape, ModelField field) => shape.Kind switch
    {
        ValueKind.Text => "texts",
        ValueKind.Number => "numbers",
        ValueKind.Raw => "mappings",
        _ => TypeOf(shape, field),
    };

    static string Rule(ModelField field)
    {
        var rules = new List<string>();
        if (field.Attribute.KeyFormat != Format.None)
            rules.Add($"Keys: {FormatNames.Of(field.Attribute.KeyFormat)}.");
        if (field.Attribute.Format != Format.None)
            rules.Add(Capital(FormatNames.Of(field.Attribute.Format)) + ".");
        if (Range(field.Attribute) is { } range)
            rules.Add(range);
        return string.Join(' ', rules);
    }

    static string? Range(FieldAttribute attribute) => (attribute.Minimum, attribute.Maximum) switch
    {
        (long.MinValue, long.MaxValue) => null,
        (var minimum, long.MaxValue) => $"At least {minimum}.",
        (var minimum, var maximum) => $"{minimum} to {maximum}.",
    };

    static void Collect(ModelType type, string path, List<(string Field, ModelType Type)> sections)
    {
        var nested = new List<(string Field, ModelType Type)>();
        foreach (var field in type.Fields)
        {
            var (shape, suffix) = (field.Shape, "");
            while (shape.Item is { } item)
                (shape, suffix) = (item, suffix + (shape.Kind == ValueKind.List ? "[]" : ".*"));
            if (shape.Kind != ValueKind.Record || sections.Exists(section => section.Type == shape.Record) || nested.Exists(section => section.Type == shape.Record))
                continue;
            nested.Add(($"{path}{field.Name}{suffix}", shape.Record));
        }

        foreach (var section in nested)
        {
            sections.Add(section);
            Collect(section.Type, section.Field + ".", sections);
        }
    }

    static string Title(ModelType type)
    {
        var name = type.Type.Name.EndsWith("Declaration", StringComparison.Ordinal) ? type.Type.Name[..^"Declaration".Length] : type.Type.Name;
        var words = new StringBuilder();
        foreach (var c in name)
            words.Append(char.IsUpper(c) && words.Length > 0 ? " " : "").Append(words.Length > 0 ? char.ToLowerInvariant(c) : c);
        return words.ToString();
    }

    static string Link(ModelType type)
    {
        var title = Title(type);
        return $"[{title}](#{title.ToLowerInvariant().Replace(' ', '-')})";
    }

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
