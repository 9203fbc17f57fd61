using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Helm.Rendering;

/// <summary>Renders a chart's templates. They are parsed once; any number of threads may render at the same time.</summary>
public sealed class ChartRenderer
{
    readonly Chart _chart;
    readonly TemplateSet _templates = new(HelmFunctions.All, missingKey: MissingKey.Zero);
    readonly List<string> _names = [];

    /// <summary>Parses the chart's templates.</summary>
    /// <exception cref="ChartRenderException">One of them is no template.</exception>
    public ChartRenderer(Chart chart)
    {
        _chart = chart;
        foreach (var file in chart.Files)
        {
            if (file.Path.StartsWith("templates/", StringComparison.Ordinal))
                _names.Add($"{chart.Name}/{file.Path}");
        }

        // Helm's order: deep paths first, so that of two definitions with one name the upper folder's counts.
        var contents = chart.Files.ToDictionary(file => $"{chart.Name}/{file.Path}", file => file.Content, StringComparer.Ordinal);
        _names.Sort(static (a, b) => a.AsSpan().Count('/') is var x && b.AsSpan().Count('/') is var y && x != y ? y - x : string.CompareOrdinal(b, a));
        foreach (var name in _names)
            Parse(name, GoString.FromBytes(contents[name].Span));
    }

    /// <summary>What each template writes, by its path (<c>chart/templates/file.yaml</c>) in order of the paths; partials are left out.</summary>
    /// <param name="release">The release.</param>
    /// <param name="values">What is laid over values.yaml; null takes a key away.</param>
    /// <param name="cancellation">Ends it with an error.</param>
    /// <exception cref="ChartRenderException">A template failed.</exception>
    public IReadOnlyDictionary<string, string> Render(
        ReleaseOptions release, IReadOnlyDictionary<string, object?>? values = null, CancellationToken cancellation = default)
    {
        var rendered = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var data = TopLevel(release, ChartValues.Coalesce(_chart.Values, values ?? new Dictionary<string, object?>(StringComparer.Ordinal)));
        foreach (var name in Enumerable.Reverse(_names))
        {
            if (!Paths.Base(name).StartsWith('_'))
                rendered[name] = Render(name, data, cancellation);
        }

        return rendered;
    }

    void Parse(string name, string text)
    {
        try
        {
            _templates.Parse(name, text);
        }
        catch (TemplateException error)
        {
            throw new ChartRenderException(error);
        }
    }

    string Render(string name, Dictionary<string, object?> data, CancellationToken cancellation)
    {
        // Templates share what they set in .Values, as in Helm.
        var own = new ChartValues(data)
        {
            ["Template"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Name"] = name, ["BasePath"] = $"{_chart.Name}/templates" },
        };
        try
        {
            return _templates.Execute(name, own, cancellation: cancellation).Replace("<no value>", "", StringComparison.Ordinal);
        }
        catch (TemplateException error)
        {
            throw new ChartRenderException(error);
        }
    }

    Dictionary<string, object?> TopLevel(ReleaseOptions release, ChartValues values) => new(StringComparer.Ordinal)
    {
        ["Chart"] = new ChartMetadata(_chart.Metadata),
        ["Values"] = values,
        ["Capabilities"] = new Capabilities(release.KubeVersion, release.ApiVersions),
        ["Files"] = new ChartFiles(_chart.Files.Where(file => !file.Path.StartsWith("templates/", StringComparison.Ordinal))),
        ["Subcharts"] = new Dictionary<string, object?>(StringComparer.Ordinal),
        ["Release"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["Name"] = release.Name,
            ["Namespace"] = release.Namespace,
            ["IsUpgrade"] = release.IsUpgrade,
            ["IsInstall"] = !release.IsUpgrade,
            ["Revision"] = release.Revision,
            ["Service"] = "Helm",
        },
    };
}
