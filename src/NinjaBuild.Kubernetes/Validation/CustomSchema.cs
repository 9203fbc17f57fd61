using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Validation;

/// <summary>
/// Reads the structural schema of a custom kind: fields, types, required ones, texts that are allowed, and list keys. What only the server can
/// judge (patterns, limits, <c>anyOf</c>, rules in CEL) is not looked at.
/// </summary>
static class CustomSchema
{
    static readonly FieldType Any = new(FieldShape.Any);
    static readonly FieldType Text = new(FieldShape.String);

    /// <summary>The definition of a version of a custom kind; null where it takes whatever comes.</summary>
    public static Definition? Read(object? version)
    {
        var schema = version.At("schema", "openAPIV3Schema");
        if (schema.Mapping("properties").Count == 0 || TakesAnything(schema)) return null;
        var fields = Fields(schema);

        // These are the server's own, whatever the schema says of them.
        fields["apiVersion"] = new SchemaField("apiVersion", Text, IsRequired: true);
        fields["kind"] = new SchemaField("kind", Text, IsRequired: true);
        fields["metadata"] = new SchemaField("metadata", new FieldType(FieldShape.Definition, DefinitionName: "meta.v1.ObjectMeta"), IsRequired: true);
        return new Definition("custom", isAtomic: false, fields);
    }

    static Dictionary<string, SchemaField> Fields(object? schema)
    {
        var result = new Dictionary<string, SchemaField>(StringComparer.Ordinal);
        foreach (var (name, property) in schema.Mapping("properties"))
        {
            // A default is filled in before anything is checked.
            bool isRequired = schema.Items("required").Contains(name) && property.At("default") is null;
            var type = Type(property);
            result.Add(name, new SchemaField(name, type, isRequired) with
            {
                Enum = Enum(property),
                ListKind = property.Text("x-kubernetes-list-type") switch { "map" => ListKind.Map, "set" => ListKind.Set, _ => ListKind.Atomic },
                MapKeys = [.. property.Items("x-kubernetes-list-map-keys").OfType<string>()],
            });
        }

        return result;
    }

    static FieldType Type(object? schema)
    {
        if (schema.IsTrue("x-kubernetes-int-or-string")) return new FieldType(FieldShape.IntOrString);
        if (TakesAnything(schema)) return Any;
        return schema.Text("type") switch
        {
            "string" => Text,
            "boolean" => new FieldType(FieldShape.Boolean),
            "integer" => new FieldType(FieldShape.Int64),
            "number" => new FieldType(FieldShape.Double),
            "array" => new FieldType(FieldShape.List, Type(schema.At("items"))),
            "object" when schema.At("additionalProperties") is IReadOnlyDictionary<string, object?> values => new FieldType(FieldShape.Map, Type(values)),
            "object" when schema.Mapping("properties").Count > 0 =>
                new FieldType(FieldShape.Definition) { Inline = new Definition("custom", isAtomic: false, Fields(schema)) },
            _ => Any,
        };
    }

    static bool TakesAnything(object? schema) =>
        schema.IsTrue("x-kubernetes-preserve-unknown-fields")
        || schema.IsTrue("x-kubernetes-embedded-resource")
        || schema.IsTrue("additionalProperties");

    static IReadOnlyList<string> Enum(object? schema)
    {
        var values = (schema.Text("type") == "array" ? schema.At("items") : schema).Items("enum");
        return values.Count > 0 && values.All(value => value is string) ? [.. values.Cast<string>()] : [];
    }
}
