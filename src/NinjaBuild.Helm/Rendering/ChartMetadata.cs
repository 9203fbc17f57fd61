using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Rendering;

/// <summary><c>.Chart</c>: the fields of Chart.yaml under their Go names.</summary>
internal sealed class ChartMetadata(IReadOnlyDictionary<string, object?> metadata) : ITemplateObject
{
    public string GoType => "struct { chart.Metadata; IsRoot bool }";

    public bool TryGetField(string name, out object? value)
    {
        value = null;
        switch (name)
        {
            case "Name" or "Version" or "Description" or "Home" or "Icon" or "Type" or "Condition" or "Tags" or "KubeVersion" or "AppVersion":
                value = Text(char.ToLowerInvariant(name[0]) + name[1..]);
                return true;
            case "APIVersion":
                value = Text("apiVersion");
                return true;
            case "Keywords" or "Sources" or "Maintainers" or "Dependencies":
                value = metadata.GetValueOrDefault(name.ToLowerInvariant()) ?? new List<object?>();
                return true;
            case "Annotations":
                value = metadata.GetValueOrDefault("annotations") ?? new Functions.StringMap();
                return true;
            case "Deprecated":
                value = metadata.GetValueOrDefault("deprecated") is true;
                return true;
            case "IsRoot":
                value = true;
                return true;
            default:
                return false;
        }
    }

    public override string ToString() => Text("name");

    string Text(string key) => metadata.GetValueOrDefault(key) switch
    {
        null => "",
        string text => text,
        var other => GoTemplates.Formatting.GoFormat.Print(other),
    };
}
