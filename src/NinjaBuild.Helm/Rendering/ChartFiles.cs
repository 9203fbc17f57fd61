using System.Collections;
using System.Diagnostics.CodeAnalysis;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Helm.Rendering;

/// <summary><c>.Files</c>: the chart's files that are no templates, by path, with the methods that read them.</summary>
sealed class ChartFiles : ITemplateObject, IReadOnlyDictionary<string, object?>
{
    readonly Dictionary<string, ChartFile> _files = new(StringComparer.Ordinal);

    public ChartFiles(IEnumerable<ChartFile> files)
    {
        foreach (var file in files)
            _files[file.Path] = file;
    }

    public string GoType => "engine.files";

    public int Count => _files.Count;

    public IEnumerable<string> Keys => _files.Keys;

    public IEnumerable<object?> Values => _files.Values.Select(Bytes);

    public object? this[string key] => Bytes(_files[key]);

    public bool ContainsKey(string key) => _files.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        value = _files.TryGetValue(key, out var file) ? Bytes(file) : null;
        return file is not null;
    }

    public bool TryGetField(string name, out object? value)
    {
        value = null;
        return false;
    }

    public TemplateFunction? FindMethod(string name) => name switch
    {
        "Get" => new TemplateFunction(name, [ParameterType.Str], null, (_, a) => Text((string)a[0]!)),
        "GetBytes" => new TemplateFunction(name, [ParameterType.Str], null, (_, a) => _files.TryGetValue((string)a[0]!, out var file) ? Bytes(file) : new GoList("uint8", [])),
        "Lines" => new TemplateFunction(name, [ParameterType.Str], null, (_, a) => Lines(Text((string)a[0]!))),
        "Glob" => new TemplateFunction(name, [ParameterType.Str], null, (_, a) => Glob((string)a[0]!)),
        "AsConfig" => new TemplateFunction(name, [], null, (_, _) => AsYaml(static file => Text(file))),
        "AsSecrets" => new TemplateFunction(name, [], null, (_, _) => AsYaml(static file => Convert.ToBase64String(file.Content.Span))),
        _ => null,
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        _files.Select(entry => KeyValuePair.Create(entry.Key, (object?)Bytes(entry.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    string Text(string path) => _files.TryGetValue(path, out var file) ? Text(file) : "";

    static string Text(ChartFile file) => GoString.FromBytes(file.Content.Span);

    static GoList Bytes(ChartFile file) => new("uint8", new ByteItems(file.Content));

    static GoList Lines(string text)
    {
        if (text.Length == 0)
            return GoList.Strings([]);
        return GoList.Strings([.. (text[^1] == '\n' ? text[..^1] : text).Split('\n')]);
    }

    /// <summary>A pattern that is none stands for no pattern at all: Helm then takes all files.</summary>
    ChartFiles Glob(string pattern)
    {
        var glob = GlobPattern.Of(pattern);
        return new ChartFiles(_files.Values.Where(file => glob.Matches(file.Path)));
    }

    string AsYaml(Func<ChartFile, string> text)
    {
        var map = new StringMap();
        foreach (var file in _files.Values.OrderBy(file => file.Path, StringComparer.Ordinal))
            map[file.FileName] = text(file);
        return YamlText.Write(map);
    }
}
