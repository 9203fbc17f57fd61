using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Workspace.Tests;

/// <summary>Random declarations as JSON, which is YAML too: near enough to what the model wants that many are right.</summary>
internal static class RandomDeclarations
{
    static readonly string[] Texts =
    [
        "a", "api", "web-1", "1", "true", "0.5", "1.0.0", "v1", "250m", "128Mi", "1e3", "/x", "/", "x.example.com", "*.example.com", "http", "25%",
        "* * * * *", "@daily", "ghcr.io/a/b", "{version}", "{app}", "{app}-{chart}", ">=1.25.0-0", "1.34", "LOG_LEVEL", "a.b/c", "a b", "..", "A_B.c",
        "Prefix", "single", "HTTP", "{{ x }}", "", "sha256:0000000000000000000000000000000000000000000000000000000000000000", "é\u0007\n", "-",
        new('a', 64), "../x", "x/y.yaml", "2026-12-31", "10m", "1h30m", "ClusterRole",
    ];

    public static Arbitrary<JsonObject> Of(Type type) => Record(ModelType.Of(type), 3).ToArbitrary();

    static Gen<JsonObject> Record(ModelType type, int depth) =>
        from optional in Gen.SubListOf(type.Fields.Where(field => !field.Attribute.Required))
        from values in Gen.CollectToList(type.Required.Concat(optional.Take(8)), field => Value(field.Shape, field, depth).Select(value => KeyValuePair.Create(field.Name, value)))
        select new JsonObject(values);

    static Gen<JsonNode?> Value(ValueShape shape, ModelField field, int depth) => Gen.Frequency(
        (40, depth > 0 ? Fitting(shape, field, depth) : Scalar()),
        (1, Scalar()));

    static Gen<JsonNode?> Fitting(ValueShape shape, ModelField field, int depth) => shape.Kind switch
    {
        ValueKind.Text => Text(field.Attribute.Format),
        ValueKind.Flag => Gen.Elements(true, false).Select(value => (JsonNode?)value),
        ValueKind.Number => Gen.Elements(0, 1, 3, 80, 8000, 30_001, 70_000).Where(value => value >= field.Attribute.Minimum && value <= field.Attribute.Maximum).Select(value => (JsonNode?)value),
        ValueKind.Choice => Gen.Elements(shape.Choices.ToArray()).Select(value => (JsonNode?)value),
        ValueKind.List => Value(shape.Item!, field, depth - 1).ListOf(2).Select(items => (JsonNode?)new JsonArray([.. items])),
        ValueKind.Map => Map(shape, field, depth),
        ValueKind.Record => Record(shape.Record, depth - 1).Select(value => (JsonNode?)value),
        ValueKind.Node when field.Attribute.Overlays is { } type => Record(ModelType.Of(type), depth - 1).Select(value =>
        {
            value.Remove("name");
            return (JsonNode?)value;
        }),
        _ => Scalar().Select(value => (JsonNode?)new JsonObject { ["x"] = value, ["name"] = "a" }),
    };

    static Gen<JsonNode?> Map(ValueShape shape, ModelField field, int depth) =>
        from key in Fit(field.Attribute.KeyFormat)
        from value in Value(shape.Item!, field, depth - 1)
        select (JsonNode?)new JsonObject { [key] = value };

    static Gen<JsonNode?> Text(Format format) => Gen.Frequency(
        (5, Fit(format).Select(text => (JsonNode?)text)), (1, Scalar()));

    static Gen<string> Fit(Format format) => Gen.Elements(Texts.Where(text => Formats.Fault(format, text) is null).ToArray());

    static Gen<JsonNode?> Scalar() => Gen.OneOf(
        Gen.Elements(Texts).Select(text => (JsonNode?)text),
        Gen.Elements<JsonNode?>(null, 1, 1.5, true, -1, 123456789012).Select(value => value?.DeepClone()));
}
