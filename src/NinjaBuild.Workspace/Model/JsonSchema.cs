using System.Text.Json;
using System.Text.Json.Nodes;
using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace.Model;

/// <summary>
/// Writes JSON Schema (draft-07, which editors and Helm's validator understand) from the model, so that a schema says what the binder does.
/// </summary>
public sealed class JsonSchema
{
    static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    readonly JsonObject _definitions = [];

    /// <summary>Whether fields may be missing that declarations must have: values come in layers.</summary>
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
    public JsonObject Record(Type type)
    {
        var model = ModelType.Of(type);
        return Closed(
            model.Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)Field(field))),
            IsPartial ? null : model.Fields.Where(field => field.Attribute.Required).Select(field => field.Name));
    }

    /// <summary>The schema of a field's value, with its description.</summary>
    public JsonObject Field(ModelField field)
    {
        var schema = Value(field.Type, field);
        // Beside a $ref, draft-07 ignores everything else.
        var described = schema.ContainsKey("$ref") ? new JsonObject { ["allOf"] = new JsonArray(schema) } : schema;
        described["description"] = field.Attribute.Description;
        return described;
    }

    JsonObject Value(Type type, ModelField field)
    {
        if (type == typeof(string))
            return Text(field.Attribute.Format);
        if (type == typeof(bool))
            return new JsonObject { ["type"] = "boolean" };
        if (type == typeof(int))
            return Integer(field.Attribute);
        if (type.IsEnum)
            return new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. ModelType.NamesOf(type).Select(name => (JsonNode)name)]) };
        if (type == typeof(YamlMapping) || type == typeof(IReadOnlyDictionary<string, object?>))
            return new JsonObject { ["type"] = "object" };
        if (!type.IsGenericType)
            return Define(Name(type), () => Record(type));

        return type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? new JsonObject { ["type"] = "array", ["items"] = Value(type.GetGenericArguments()[0], field) }
            : new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(type.GetGenericArguments()[1], field) };
    }

    static JsonObject Integer(FieldAttribute attribute)
    {
        var schema = new JsonObject { ["type"] = "integer" };
        if (attribute.Minimum != long.MinValue)
            schema["minimum"] = attribute.Minimum;
        if (attribute.Maximum != long.MaxValue)
            schema["maximum"] = attribute.Maximum;
        return schema;
    }

    // Where YAML reads an unquoted text as a number or a boolean, that is meant as well.
    static JsonObject Text(Format format) => format switch
    {
        Format.DnsLabel => Pattern("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$"),
        Format.None => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
        Format.Quantity => new JsonObject { ["type"] = new JsonArray("string", "number"), ["pattern"] = "^[+]?[0-9.]+([eE][-+]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?$" },
        Format.IntOrPercent => new JsonObject { ["type"] = new JsonArray("string", "integer"), ["pattern"] = "^[0-9]+%?$", ["minimum"] = 0 },
        Format.ImageDigest => Pattern("^(sha256:[0-9a-f]{64})?$"),
        Format.UrlPath or Format.ContainerPath => Pattern("^(/.*)?$"),
        Format.LabelValue => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean"), ["maxLength"] = 63 },
        Format.SemVer => Pattern("^[0-9]+\\.[0-9]+\\.[0-9]+([-+].*)?$"),
        Format.KubernetesVersion => new JsonObject { ["type"] = new JsonArray("string", "number") },
        Format.ImageTag => new JsonObject { ["type"] = new JsonArray("string", "number"), ["maxLength"] = 128 },
        _ => new JsonObject { ["type"] = "string" },
    };

    static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    static string Name(Type type)
    {
        var name = type.Name.EndsWith("Declaration", StringComparison.Ordinal) ? type.Name[..^"Declaration".Length] : type.Name;
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
