using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NinjaBuild.Workspace.Tests;

/// <summary>The part of JSON Schema that the model's schemas use: whether an instance is valid.</summary>
internal sealed class MiniSchema(JsonObject root)
{
    public bool Accepts(JsonNode? instance) => Accepts(root, instance);

    bool Accepts(JsonObject schema, JsonNode? instance) =>
        Type(schema, instance) && Combined(schema, instance) && instance switch
        {
            JsonObject mapping => Object(schema, mapping),
            JsonArray list => schema["items"] is not JsonObject items || list.All(item => Accepts(items, item)),
            JsonValue scalar => Scalar(schema, scalar),
            _ => true,
        };

    bool Combined(JsonObject schema, JsonNode? instance)
    {
        if (schema["$ref"] is { } reference)
            return Accepts(root["definitions"]![((string)reference!)["#/definitions/".Length..]]!.AsObject(), instance);
        return schema["allOf"]?.AsArray().All(part => Accepts(part!.AsObject(), instance)) != false
            && schema["anyOf"]?.AsArray().Any(part => Accepts(part!.AsObject(), instance)) != false;
    }

    static bool Type(JsonObject schema, JsonNode? instance)
    {
        IEnumerable<string> types = schema["type"] switch
        {
            JsonArray several => several.Select(type => (string)type!),
            JsonValue one => [(string)one!],
            _ => [],
        };
        return !types.Any() || types.Contains(NameOf(instance)) || (NameOf(instance) == "integer" && types.Contains("number"));
    }

    static string NameOf(JsonNode? instance) => instance switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ when instance.GetValueKind() == System.Text.Json.JsonValueKind.String => "string",
        _ when instance.GetValueKind() == System.Text.Json.JsonValueKind.Number => instance.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') ? "number" : "integer",
        _ => "boolean",
    };

    bool Object(JsonObject schema, JsonObject mapping)
    {
        if (schema["required"]?.AsArray().All(name => mapping.ContainsKey((string)name!)) == false)
            return false;
        var properties = schema["properties"] as JsonObject;
        foreach (var (key, value) in mapping)
        {
            if (schema["propertyNames"] is JsonObject names && !Scalar(names, JsonValue.Create(key)))
                return false;
            if (properties?[key] is JsonObject known)
            {
                if (!Accepts(known, value))
                    return false;
            }
            else if (schema["additionalProperties"] is JsonObject additional ? !Accepts(additional, value) : (bool?)schema["additionalProperties"] == false)
                return false;
        }

        return true;
    }

    static bool Scalar(JsonObject schema, JsonValue scalar)
    {
        if (schema["enum"] is JsonArray choices && !choices.Any(choice => JsonNode.DeepEquals(choice, scalar)))
            return false;
        if (NameOf(scalar) == "string")
        {
            var text = (string)scalar!;
            return (schema["pattern"] is not { } pattern || Regex.IsMatch(text, (string)pattern!, RegexOptions.ECMAScript, TimeSpan.FromSeconds(5)))
                && (schema["maxLength"] is not { } longest || text.Length <= (int)longest!);
        }

        if (NameOf(scalar) != "integer")
            return true;
        return (schema["minimum"] is not { } minimum || (long)scalar >= (long)minimum!) && (schema["maximum"] is not { } maximum || (long)scalar <= (long)maximum!);
    }
}
