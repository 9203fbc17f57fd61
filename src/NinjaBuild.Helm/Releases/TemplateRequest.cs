using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Helm.Values;

namespace NinjaBuild.Helm.Releases;

/// <summary>All that <c>helm template</c> can be told.</summary>
public sealed record TemplateRequest
{
    const int MaxNameLength = 53; // chartutil.maxReleaseNameLen

    /// <summary>A chart's folder or archive.</summary>
    public required string Path { get; init; }

    /// <summary>The folder that symbolic links in the chart must not lead out of; the chart's own where null.</summary>
    public string? LinksWithin { get; init; }

    /// <summary>The release, and the cluster it is for.</summary>
    public ReleaseOptions Release { get; init; } = new();

    /// <summary>Values beside the chart's own.</summary>
    public ValuesSource Values { get; init; } = new();

    /// <summary>How to render.</summary>
    public RenderOptions Options { get; init; } = RenderOptions.Default;

    /// <summary>What of the release is wanted.</summary>
    public ReleaseText Text { get; init; } = new();

    /// <summary>Reads the chart and the values, and renders.</summary>
    /// <param name="cancellation">Ends it with an error.</param>
    /// <exception cref="ChartException">Everything that is wrong.</exception>
    public TemplateResult Run(CancellationToken cancellation = default)
    {
        CheckName(Release.Name);
        var values = Values.Read();
        var chart = ChartLoader.Load(Path, linksWithin: LinksWithin);
        var rendered = new ChartRenderer(chart).Render(Release, values, Options, cancellation);
        var release = Releases.Release.Of(rendered);
        var warnings = chart.Warnings.Select(warning => warning.ToString()).Concat(release.Warnings);
        if (chart.Metadata.Deprecated)
            warnings = warnings.Prepend("This chart is deprecated");
        return new TemplateResult(chart, release, Text.Write(release), [.. warnings]);
    }

    /// <summary>A DNS subdomain, short enough for charts to append to it (chartutil.ValidateReleaseName).</summary>
    static void CheckName(string name)
    {
        var isValid = name.Length is > 0 and <= MaxNameLength && Array.TrueForAll(name.Split('.'), IsLabel);
        if (!isValid)
            throw new ChartException("", $"invalid release name '{name}': it has at most {MaxNameLength} lower-case letters, digits, '-' and '.', with a letter or digit at both ends");
    }

    static bool IsLabel(string label) =>
        label.Length > 0 && label[0] != '-' && label[^1] != '-' && Array.TrueForAll(label.ToCharArray(), static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

/// <summary>What came of a <see cref="TemplateRequest"/>.</summary>
/// <param name="Chart">The chart that was read.</param>
/// <param name="Release">Its manifests and hooks.</param>
/// <param name="Text">What <c>helm template</c> prints.</param>
/// <param name="Warnings">What Helm warns of beside it.</param>
public sealed record TemplateResult(Chart Chart, Release Release, string Text, IReadOnlyList<string> Warnings);
