using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Dependencies;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Helm.Rendering;

/// <summary><c>.Chart</c>: the fields of Chart.yaml under their Go names.</summary>
sealed class ChartObject(ChartInstance chart) : ITemplateObject
{
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

    public override string ToString() => chart.Name;

    StringMap Annotations()
    {
        var map = new StringMap();
        foreach (var (key, value) in Metadata.Annotations)
            map[key] = value;
        return map;
    }

    static GoStruct Maintainer(ChartMaintainer maintainer) => new("*chart.Maintainer")
    {
        ["Name"] = maintainer.Name,
        ["Email"] = maintainer.Email,
        ["URL"] = maintainer.Page,
    };

    static GoStruct Dependency(ChartDependency dependency) => new("*chart.Dependency")
    {
        ["Name"] = dependency.Key,
        ["Version"] = dependency.Version,
        ["Repository"] = dependency.Repository,
        ["Condition"] = dependency.Condition,
        ["Tags"] = GoList.Strings([.. dependency.Tags]),
        ["Enabled"] = Boxes.Box(true),
        ["Alias"] = dependency.Alias,
    };
}
