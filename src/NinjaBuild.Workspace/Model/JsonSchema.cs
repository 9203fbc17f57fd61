using System.Text.Json;
using System.Text.Json.Nodes;

namespace NinjaBuild.Workspace.Model;

/// <summary>
/// Writes JSON Schema (draft-07, which editors and Helm's validator understand) from the model, so that a schema says what the binder does.
/// </summary>
public sealed class JsonSchema
{
    static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    readonly JsonObject _definitions;
    readonly string _suffix;

    /// <summary>A schema without definitions yet.</summary>
    public JsonSchema()
        : this([], "")
    {
    }

    JsonSchema(JsonObject definitions, string suffix) => (_definitions, _suffix) = (definitions, suffix);

    /// <summary>
    /// Whether the schema is of a layer of values: fields may be missing that declarations must have, and an empty text says that a
    /// value is not set.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>A schema of a whole document: the root's own keywords, and the definitions that were referred to.</summary>
    public byte[] Write(string title, JsonObject root)
    {
        var document = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["title"] = title };
        foreach (var (keyword, value) in root)
            document[keyword] = value?.DeepClone();
        if (_definitions.Count > 0)
            document["definitions"] = new JsonObject(_definitions.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone())));
        return [.. JsonSerializer.SerializeToUtf8Bytes(document, Layout), (byte)'\n'];
    }

    /// <summary>An object of known properties and no others.</summary>
    public static JsonObject Closed(IEnumerable<KeyValuePair<string, JsonNode?>> properties, IEnumerable<string>? required = null)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = new JsonObject(properties) };
        if (required?.ToList() is { Count: > 0 } names)
            schema["required"] = new JsonArray([.. names.Select(name => (JsonNode)name)]);
        return schema;
    }

    /// <summary>Keeps a definition, and gives a reference to it.</summary>
    public JsonObject Define(string name, Func<JsonObject> schema)
    {
        if (!_definitions.ContainsKey(name))
        {
            _definitions[name] = new JsonObject(); // a record that holds itself finds this
            _definitions[name] = schema();
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    /// <summary>The schema of a record.</summary>
    public JsonObject Record(Type type) => Record(ModelType.Of(type), static _ => true);

    JsonObject Record(ModelType model, Func<ModelField, bool> has) => Closed(
        model.Fields.Where(has).Select(field => KeyValuePair.Create(field.Name, (JsonNode?)Field(field))),
        IsPartial ? null : model.Required.Select(field => field.Name));

    /// <summary>The schema of a field's value, with its description.</summary>
    public JsonObject Field(ModelField field)
    {
        var schema = Value(field.Shape, field);
        // Beside a $ref, draft-07 ignores everything else.
        var described = schema.ContainsKey("$ref") ? new JsonObject { ["allOf"] = new JsonArray(schema) } : schema;
        described = OrNull(described);
        described["description"] = field.Attribute.Description;
        if (!IsPartial && Default(field) is { } value)
            described["default"] = value;
        if (field.Attribute.Example.Length > 0 && !IsPartial && field.Shape.Kind == ValueKind.Text)
            described["examples"] = new JsonArray(field.Attribute.Example.Trim('"'));
        return described;
    }

    // In an environment's overlay null takes a field away.
    bool IsOverlay => _suffix.Length > 0;

    JsonObject OrNull(JsonObject schema) =>
        IsOverlay ? new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) } : schema;

    JsonObject Value(ValueShape shape, ModelField field) => shape.Kind switch
    {
        ValueKind.Text => Text(field.Attribute.Format),
        ValueKind.Flag => new JsonObject { ["type"] = "boolean" },
        ValueKind.Number => Number(field.Attribute),
        ValueKind.Choice => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. shape.Choices.Select(name => (JsonNode)name)]) },
        ValueKind.List => new JsonObject { ["type"] = "array", ["items"] = Value(shape.Item!, field) },
        ValueKind.Map => Map(shape, field),
        ValueKind.Record => Define(Name(shape.Type) + _suffix, () => Record(shape.Type)),
        ValueKind.Node when field.Attribute.Overlays is { } type => Overlay(type),
        _ => new JsonObject { ["type"] = "object" },
    };

    JsonObject Map(ValueShape shape, ModelField field)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = OrNull(Value(shape.Item!, field)) };
        if (FormatPatterns.Of(field.Attribute.KeyFormat) is { } pattern)
            schema["propertyNames"] = new JsonObject { ["pattern"] = $"^{pattern}$" };
        return schema;
    }

    JsonObject Overlay(Type type)
    {
        var inner = new JsonSchema(_definitions, "Overlay") { IsPartial = true };
        return inner.Define(Name(type) + "Overlay", () => inner.Record(ModelType.Of(type), static field => !field.Attribute.Fixed));
    }

    static JsonObject Number(FieldAttribute attribute)
    {
        var schema = new JsonObject { ["type"] = "integer" };
        if (attribute.Minimum != long.MinValue)
            schema["minimum"] = attribute.Minimum;
        if (attribute.Maximum != long.MaxValue)
            schema["maximum"] = attribute.Maximum;
        return schema;
    }

    JsonObject Text(Format format)
    {
        var types = FormatPatterns.Types(format, IsPartial && !IsOverlay).ToList();
        var schema = new JsonObject { ["type"] = types.Count == 1 ? types[0] : new JsonArray([.. types.Select(type => (JsonNode)type)]) };
        if (FormatPatterns.Of(format) is { } pattern)
            schema["pattern"] = IsPartial ? $"^({pattern})?$" : $"^{pattern}$";
        if (format == Format.IntOrPercent)
            schema["minimum"] = 0;
        if (format is Format.DnsSubdomain or Format.HostName)
            schema["maxLength"] = 255;
        return schema;
    }

    static JsonNode? Default(ModelField field)
    {
        if (field.Attribute.Required || field.Attribute.Default.Length == 0)
            return null;
        return field.DefaultValue switch
        {
            bool value => value,
            int value => value,
            string { Length: > 0 } value => value,
            Enum value => ModelType.NameOf(value),
            _ => null,
        };
    }

    static string Name(Type type)
    {
        var name = type.Name.EndsWith("Declaration", StringComparison.Ordinal) ? type.Name[..^"Declaration".Length] : type.Name;
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
