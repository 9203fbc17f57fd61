using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Helm.Rendering;

/// <summary><c>.Files</c>: the chart's files that are no templates, by path, with the methods that read them.</summary>
internal sealed class ChartFiles : Dictionary<string, object?>, ITemplateObject
{
    public ChartFiles(IEnumerable<ChartFile> files)
        : base(StringComparer.Ordinal)
    {
        foreach (var file in files)
            this[file.Path] = new GoList("uint8", [.. file.Content.ToArray().Select(b => (object?)b)]);
    }

    ChartFiles(IEnumerable<KeyValuePair<string, object?>> files)
        : base(files, StringComparer.Ordinal)
    {
    }

    public string GoType => "engine.files";

    public bool TryGetField(string name, out object? value)
    {
        value = null;
        return false;
    }

    public TemplateFunction? FindMethod(string name) => name switch
    {
        "Get" => new TemplateFunction(name, [ParameterType.Str], null, (_, a) => Text((string)a[0]!)),
        "GetBytes" => new TemplateFunction(name, [ParameterType.Str], null, (_, a) => this.GetValueOrDefault((string)a[0]!) ?? new GoList("uint8", [])),
        "Lines" => new TemplateFunction(name, [ParameterType.Str], null, (_, a) => Lines(Text((string)a[0]!))),
        "Glob" => new TemplateFunction(name, [ParameterType.Str], null, (_, a) => Glob((string)a[0]!)),
        "AsConfig" => new TemplateFunction(name, [], null, (_, _) => AsYaml(static text => text)),
        "AsSecrets" => new TemplateFunction(name, [], null, (_, _) => AsYaml(static text => Convert.ToBase64String(GoString.ToBytes(text)))),
        _ => null,
    };

    string Text(string path) => TryGetValue(path, out var content) ? Cast.ToText(content) : "";

    static GoList Lines(string text)
    {
        var lines = new List<object?>(text.Split('\n'));
        if (lines[^1] is "")
            lines.RemoveAt(lines.Count - 1);
        return GoList.Strings(lines);
    }

    ChartFiles Glob(string pattern)
    {
        var glob = new GlobPattern(pattern);
        return new ChartFiles(this.Where(file => glob.Matches(file.Key)));
    }

    string AsYaml(Func<string, string> encode)
    {
        if (Count == 0)
            return "";
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var path in Keys)
            map[Paths.Base(path)] = encode(Text(path));
        return YamlText.Write(map);
    }
}
