using System.Text.Json.Nodes;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Charts.Values;

/// <summary>
/// Writes a chart's <c>values.schema.json</c> from the model of the declarations: it describes each value, and refuses any other, so that
/// a typo in <c>--set</c> fails.
/// </summary>
static class ValuesSchema
{
    /// <summary>The schema of a chart's values.</summary>
    public static byte[] Write(ChartModel chart)
    {
        var schema = new JsonSchema { IsPartial = true };
        var properties = new List<KeyValuePair<string, JsonNode?>> { KeyValuePair.Create("global", (JsonNode?)Global(schema)) };
        if (chart.Apps.Any(app => ChartValues.KindOf(app) == AppKind.RoutedApi))
            properties.Add(KeyValuePair.Create("ingress", (JsonNode?)Ingress(schema)));

        var apps = JsonSchema.Closed(chart.Apps.Select(app => KeyValuePair.Create(app.Key, (JsonNode?)App(schema, app))));
        apps["description"] = "The apps of the chart, by the camel-case form of their names.";
        properties.Add(KeyValuePair.Create("apps", (JsonNode?)apps));
        return schema.Write($"Values of the chart {chart.Chart.Name}", JsonSchema.Closed(properties));
    }

    static JsonObject Global(JsonSchema schema)
    {
        var fields = ChartValues.GlobalFields.Select(name => KeyValuePair.Create(name, (JsonNode?)schema.Field(ModelType.Of(typeof(ChartDeclaration)).Field(name))));
        var global = JsonSchema.Closed(
        [
            KeyValuePair.Create("environment", (JsonNode?)Text("Name of the environment.")),
            KeyValuePair.Create("imageRegistry", (JsonNode?)Text("Registry to take every image from, instead of the one in its repository.")),
            .. fields,
        ]);
        global["description"] = "What all apps share.";
        return global;
    }

    static JsonObject Ingress(JsonSchema schema)
    {
        var model = ModelType.Of(typeof(ChartIngress));
        var ingress = JsonSchema.Closed(model.Fields.Where(field => !field.Attribute.Fixed)
            .Select(field => KeyValuePair.Create(field.Name, (JsonNode?)schema.Field(field))));
        ingress["description"] = "How the chart is reached from outside the cluster.";
        return ingress;
    }

    static JsonObject App(JsonSchema schema, ChartApp app)
    {
        var kind = ChartValues.KindOf(app);
        var name = kind.ToString();
        var reference = schema.Define($"{char.ToLowerInvariant(name[0])}{name[1..]}", () => JsonSchema.Closed(
        [
            KeyValuePair.Create("enabled", (JsonNode?)new JsonObject { ["type"] = "boolean", ["description"] = "Whether the app, and all that belongs to it, is deployed." }),
            .. AppValues.FieldsOf(kind).Select(field => KeyValuePair.Create(field, (JsonNode?)schema.Field(ModelType.Of(typeof(AppDeclaration)).Field(field)))),
        ]));
        return new JsonObject { ["allOf"] = new JsonArray(reference), ["description"] = app.App.Description ?? app.App.Name };
    }

    static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
