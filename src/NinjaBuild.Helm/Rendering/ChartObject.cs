using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Dependencies;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Helm.Rendering;

/// <summary><c>.Chart</c>: the fields of Chart.yaml under their Go names.</summary>
sealed class ChartObject(ChartInstance chart) : ITemplateObject, IGoStruct
{
    // The fields of chart.Metadata in their order (helm.sh/helm/v3/pkg/chart/metadata.go), with their names in JSON.
    static readonly (string Name, string Json)[] Fields =
    [
        ("Name", "name"), ("Home", "home"), ("Sources", "sources"), ("Version", "version"), ("Description", "description"),
        ("Keywords", "keywords"), ("Maintainers", "maintainers"), ("Icon", "icon"), ("APIVersion", "apiVersion"), ("Condition", "condition"),
        ("Tags", "tags"), ("AppVersion", "appVersion"), ("Deprecated", "deprecated"), ("Annotations", "annotations"),
        ("KubeVersion", "kubeVersion"), ("Dependencies", "dependencies"), ("Type", "type"),
    ];

    public IEnumerable<KeyValuePair<string, object?>> JsonFields => Fields
        .Select(entry => KeyValuePair.Create(entry.Json, Field(entry.Name))).Where(entry => GoTypes.IsTrue(entry.Value))
        .Append(KeyValuePair.Create("IsRoot", Field("IsRoot")));

    ChartMetadata Metadata => chart.Chart.Metadata;

    public string GoType => "struct { chart.Metadata; IsRoot bool }";

    public bool TryGetField(string name, out object? value)
    {
        value = name switch
        {
            "Name" => chart.Name,
            "Version" => Metadata.Version,
            "Description" => Metadata.Description,
            "Home" => Metadata.Home,
            "Icon" => Metadata.Icon,
            "Type" => Metadata.Type,
            "Condition" => Metadata.Condition,
            "Tags" => Metadata.Tags,
            "KubeVersion" => Metadata.KubeVersion,
            "AppVersion" => Metadata.AppVersion,
            "APIVersion" => Metadata.ApiVersion,
            "Keywords" => GoList.Strings([.. Metadata.Keywords]),
            "Sources" => GoList.Strings([.. Metadata.Sources]),
            "Maintainers" => new GoList("*chart.Maintainer", [.. Metadata.Maintainers.Select(Maintainer)]),
            "Dependencies" => new GoList("*chart.Dependency", [.. chart.Dependencies.Select(Dependency)]),
            "Annotations" => Annotations(),
            "Deprecated" => Boxes.Box(Metadata.Deprecated),
            "IsRoot" => Boxes.Box(chart.IsRoot),
            _ => null,
        };
        return value is not null;
    }

    public override string ToString() =>
        $"{{{{{string.Join(' ', Fields.Select(entry => GoTemplates.Formatting.GoFormat.Print(Field(entry.Name))))}}} {(chart.IsRoot ? "true" : "false")}}}";

    object? Field(string name) => TryGetField(name, out var value) ? value : null;

    StringMap Annotations()
    {
        var map = new StringMap();
        foreach (var (key, value) in Metadata.Annotations)
            map[key] = value;
        return map;
    }

    static GoStruct Maintainer(ChartMaintainer maintainer) => new("*chart.Maintainer")
    {
        ["Name", "name"] = maintainer.Name,
        ["Email", "email"] = maintainer.Email,
        ["URL", "url"] = maintainer.Page,
    };

    static GoStruct Dependency(ChartDependency dependency) => new("*chart.Dependency")
    {
        ["Name", "name"] = dependency.Key,
        ["Version", "version"] = dependency.Version,
        ["Repository", "repository"] = dependency.Repository,
        ["Condition", "condition"] = dependency.Condition,
        ["Tags", "tags"] = GoList.Strings([.. dependency.Tags]),
        ["Enabled", "enabled"] = Boxes.Box(true),
        ["Alias", "alias"] = dependency.Alias,
    };
}
