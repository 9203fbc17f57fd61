using System.Text.Json;

namespace NinjaBuild.KubernetesSchema;

/// <summary>Turns the OpenAPI schema of a field into a type and attributes. What it does not know is an error, never left out.</summary>
sealed class FieldReader(JsonElement definitions, Action<string> use)
{
    readonly List<string> _attributes = [];
    readonly List<string> _enum = [];

    public ApiField Read(string name, JsonElement schema, bool isRequired)
    {
        if (isRequired) _attributes.Add("required");
        var type = Type(schema);
        return new ApiField(name, type, string.Join(';', _attributes), _enum);
    }

    string Type(JsonElement schema)
    {
        Attributes(schema);
        if (schema.TryGetProperty("$ref", out var reference)) return Reference(reference.GetString()!);
        if (!schema.TryGetProperty("type", out var type)) return "any";
        var format = schema.TryGetProperty("format", out var given) ? given.GetString() : null;
        return (type.GetString(), format) switch
        {
            ("array", _) => $"[{Type(schema.GetProperty("items"))}]",
            ("object", _) => schema.TryGetProperty("additionalProperties", out var values) ? $"{{{Type(values)}}}" : "object",
            ("string", null) => "string",
            ("string", "int-or-string" or "date-time" or "byte") => format,
            ("integer", "int32" or "int64") => format,
            ("integer", null) => "int64",
            ("number", _) => "double",
            ("boolean", _) => "boolean",
            var (other, _) => throw new InvalidDataException($"a field of type {other} with format {format} is not known here"),
        };
    }

    string Reference(string name)
    {
        var schema = definitions.GetProperty(name);
        if (name.EndsWith(".resource.Quantity", StringComparison.Ordinal)) return "quantity";
        if (!schema.TryGetProperty("properties", out _)) return Type(schema);
        use(name);
        return "&" + DefinitionName.Short(name);
    }

    void Attributes(JsonElement schema)
    {
        foreach (var property in schema.EnumerateObject())
        {
            switch (property.Name)
            {
                case "type" or "format" or "items" or "additionalProperties" or "$ref" or "properties" or "required":
                    break;
                case "x-kubernetes-list-map-keys" or "x-kubernetes-unions":
                    break;
                case "x-kubernetes-list-type" when property.Value.GetString() == "map":
                    _attributes.Add("map=" + string.Join(',', Texts(schema.GetProperty("x-kubernetes-list-map-keys"))));
                    break;
                case "x-kubernetes-list-type":
                    _attributes.Add(property.Value.GetString()!);
                    break;
                case "x-kubernetes-map-type":
                    if (property.Value.GetString() == "atomic") _attributes.Add("atomic");
                    break;
                case "x-kubernetes-patch-merge-key":
                    _attributes.Add("merge=" + property.Value.GetString());
                    break;
                case "x-kubernetes-patch-strategy":
                    if (property.Value.GetString()!.Contains("retainKeys", StringComparison.Ordinal)) _attributes.Add("retainKeys");
                    break;
                case "enum":
                    _enum.AddRange(Texts(property.Value));
                    break;
                default:
                    throw new InvalidDataException($"a field with '{property.Name}' is not known here");
            }
        }
    }

    static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(each => each.GetString()!);
}
