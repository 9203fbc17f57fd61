using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Helm.Values;
using NinjaBuild.Hermetic;
using NinjaBuild.Yaml;

namespace NinjaBuild.Charts.Tests;

/// <summary>The objects that a chart renders to.</summary>
sealed class RenderedChart
{
    readonly List<YamlMapping> _objects;

    RenderedChart(List<YamlMapping> objects) => _objects = objects;

    public IReadOnlyList<YamlMapping> Objects => _objects;

    public static RenderedChart Of(FileTree files, string? environment, string values)
    {
        var chart = ChartLoader.LoadFiles(files.Select(file => new ChartFile(file.Path, file.Content)), "chart");
        var overlay = environment is null ? [] : ValuesFile.Read(files[$"values-{environment}.yaml"], "values");
        foreach (var (key, value) in ValuesFile.Read(System.Text.Encoding.UTF8.GetBytes(values), "values"))
            overlay[key] = Merge(overlay.GetValueOrDefault(key), value);
        var rendered = new ChartRenderer(chart).Render(new ReleaseOptions { Name = "rel", Namespace = "ns1" }, overlay);
        var objects = rendered.Files.SelectMany(file =>
        {
            var read = YamlReader.Read(System.Text.Encoding.UTF8.GetBytes(file.Text), file.Path);
            Assert.Empty(read.Errors);
            return read.Documents.OfType<YamlMapping>();
        });
        return new RenderedChart([.. objects]);
    }

    /// <summary>"Kind/name" of every object, sorted.</summary>
    public IReadOnlyList<string> Names => [.. _objects.Select(o => $"{Text(o, "kind")}/{Text(o, "metadata", "name")}").Order(StringComparer.Ordinal)];

    /// <summary>An object by "Kind/name".</summary>
    public YamlMapping this[string name] => _objects.Single(o => $"{Text(o, "kind")}/{Text(o, "metadata", "name")}" == name);

    /// <summary>A text in an object; steps are keys and indices. Null where there is nothing.</summary>
    public string? At(string name, params ReadOnlySpan<object> steps) => Text(this[name], steps);

    /// <summary>What stands at a place, as YAML on one line's worth of text.</summary>
    public string Yaml(string name, params ReadOnlySpan<object> steps) => YamlWriter.Write(Node(this[name], steps) is { } node ? YamlValues.ToObject(node) : null).TrimEnd('\n');

    static string? Text(YamlNode node, params ReadOnlySpan<object> steps) => (Node(node, steps) as YamlScalar)?.Text;

    static YamlNode? Node(YamlNode? node, ReadOnlySpan<object> steps)
    {
        foreach (var step in steps)
            node = (node, step) switch
            {
                (YamlMapping mapping, string key) => mapping[key],
                (YamlSequence sequence, int index) when index < sequence.Items.Count => sequence.Items[index],
                _ => null,
            };
        return node;
    }

    static object? Merge(object? below, object? above) => below is Dictionary<string, object?> map && above is Dictionary<string, object?> over
        ? over.Aggregate(new Dictionary<string, object?>(map), (merged, entry) =>
        {
            merged[entry.Key] = Merge(merged.GetValueOrDefault(entry.Key), entry.Value);
            return merged;
        })
        : above;
}
