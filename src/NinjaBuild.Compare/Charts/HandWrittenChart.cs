using NinjaBuild.Compare.Model;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Releases;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Helm.Values;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Compare.Charts;

/// <summary>A hand-written chart: its files, or those of an archive with values files beside it.</summary>
/// <param name="folder">What problems call its folder.</param>
/// <param name="files">The files in it, by their paths.</param>
public sealed class HandWrittenChart(string folder, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
{
    // Passwords that a chart makes up are the same in every comparison, and its clock stands.
    static readonly RenderOptions Repeatable = new() { Seed = "compare" };

    static readonly string[] ValuesPatterns =
    [
        "values-{0}.yaml", "values.{0}.yaml", "values_{0}.yaml", "{0}-values.yaml", "{0}.values.yaml", "{0}.yaml", "values/{0}.yaml", "values/values-{0}.yaml",
        "environments/{0}.yaml", "environments/{0}/values.yaml", "env/{0}.yaml", "ci/{0}-values.yaml",
    ];

    /// <summary>Where an environment's values are looked for, relative to the chart.</summary>
    public static IEnumerable<string> ValuesFiles(string environment) =>
        ValuesPatterns.Select(pattern => pattern.Replace("{0}", environment, StringComparison.Ordinal)).SelectMany(path => (string[])[path, Path.ChangeExtension(path, "yml")]);

    /// <summary>Renders the chart for each environment. What is wrong is in the result.</summary>
    /// <param name="title">What reports call this side.</param>
    /// <param name="release">The release's name, where the migration says no other.</param>
    /// <param name="kubernetes">The cluster's version, such as 1.34.</param>
    /// <param name="namespaces">The environments with their namespaces.</param>
    /// <param name="settings">What the migration says of the chart.</param>
    public RenderedChart Render(
        string title, string release, string kubernetes, IReadOnlyList<KeyValuePair<string, string>> namespaces, ManualChart settings)
    {
        try
        {
            var chart = Load();
            var renderer = new ChartRenderer(chart);
            var own = Own(chart);
            var environments = namespaces.ToDictionary(
                entry => entry.Key,
                entry => Render(renderer, entry.Key, own, settings, new ReleaseOptions
                {
                    Name = settings.Release ?? release,
                    Namespace = entry.Value,
                    KubeVersion = KubeVersion.Parse(kubernetes),
                }),
                StringComparer.Ordinal);
            return new RenderedChart(new ChartSide(title, chart.Metadata.Version, folder), environments, []);
        }
        catch (ChartException error)
        {
            return new RenderedChart(new ChartSide(title, "", folder), new Dictionary<string, RenderedEnvironment>(), Problems(error));
        }
    }

    Chart Load()
    {
        if (files.Count == 0)
            throw new ChartException(folder, "there is no chart");
        if (files.ContainsKey("Chart.yaml"))
            return ChartLoader.LoadFolderFiles(files.Select(file => new ChartFile(file.Key, file.Value)), folder);
        var archives = files.Keys.Where(path => !path.Contains('/', StringComparison.Ordinal) && path.EndsWith(".tgz", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        return archives is [var archive]
            ? ChartLoader.LoadArchive(files[archive], $"{folder}/{archive}")
            : throw new ChartException(folder, archives.Count == 0 ? "has neither a Chart.yaml nor an archive (.tgz)" : $"has {archives.Count} archives ({string.Join(", ", archives)}): leave one");
    }

    // Values files may lie beside an archive, or in it.
    Dictionary<string, ReadOnlyMemory<byte>> Own(Chart chart)
    {
        var own = chart.Raw.ToDictionary(file => file.Path, file => file.Content, StringComparer.Ordinal);
        foreach (var (path, content) in files)
            own[path] = content;
        return own;
    }

    RenderedEnvironment Render(
        ChartRenderer renderer, string environment, Dictionary<string, ReadOnlyMemory<byte>> own, ManualChart settings, ReleaseOptions release)
    {
        try
        {
            var notes = new List<string>();
            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var path in PathsOf(environment, own, settings, notes))
            {
                if (!own.TryGetValue(path, out var content))
                    throw new ChartException($"{folder}/{path}", $"there is no such values file for the environment '{environment}'");
                values = Merged(values, ValuesFile.Read(content, $"{folder}/{path}"));
            }

            var rendered = Release.Of(renderer.Render(release, values, Repeatable));
            return new RenderedEnvironment(GoTextOf(new ReleaseText().Write(rendered)), [], [.. notes, .. rendered.Warnings]);
        }
        catch (ChartException error)
        {
            return new RenderedEnvironment("", Problems(error), []);
        }
    }

    static IReadOnlyList<string> PathsOf(string environment, Dictionary<string, ReadOnlyMemory<byte>> own, ManualChart settings, List<string> notes)
    {
        if (settings.Values.TryGetValue(environment, out var said))
            return said;
        if (ValuesFiles(environment).FirstOrDefault(own.ContainsKey) is { } found)
            return [found];
        notes.Add($"the manual chart has no values file for '{environment}', such as values-{environment}.yaml: rendered with its own values alone");
        return [];
    }

    static Dictionary<string, object?> Merged(Dictionary<string, object?> values, Dictionary<string, object?> over)
    {
        foreach (var (name, value) in over)
        {
            values[name] = value is Dictionary<string, object?> inner && values.GetValueOrDefault(name) is Dictionary<string, object?> below
                ? Merged(below, inner)
                : value;
        }

        return values;
    }

    static string GoTextOf(string text) => System.Text.Encoding.UTF8.GetString(GoTemplates.Values.GoString.ToBytes(text));

    List<ComparisonProblem> Problems(ChartException error) => [.. error.Problems.Select(problem => problem.Path.StartsWith(folder, StringComparison.Ordinal)
        ? new ComparisonProblem(Place(problem), problem.Message)
        : new ComparisonProblem(folder, problem.ToString()))];

    static string Place(ChartProblem problem) => problem.Line == 0
        ? problem.Path
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{problem.Path}:{problem.Line}{(problem.Column == 0 ? "" : $":{problem.Column}")}");
}
