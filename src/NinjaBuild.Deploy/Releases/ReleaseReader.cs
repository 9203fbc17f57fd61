using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Rendering;
using NinjaBuild.Kubernetes.Manifests;
using HelmRelease = NinjaBuild.Helm.Releases.Release;

namespace NinjaBuild.Deploy.Releases;

/// <summary>What rendering needs to know of the cluster.</summary>
/// <param name="Version">Its version, such as <c>v1.34.0</c>.</param>
/// <param name="ApiVersions">The group versions and kinds that it serves: <c>apps/v1</c>, <c>apps/v1/Deployment</c>.</param>
/// <param name="IsNamespaced">Whether objects of a type live in namespaces; null where the cluster does not serve it.</param>
public sealed record ClusterFacts(string Version, IReadOnlyList<string> ApiVersions, Func<TypeName, bool?> IsNamespaced);

/// <summary>Renders a chart for a cluster and takes the result apart. The chart may be read before anything is known of the cluster.</summary>
public sealed class ReleaseReader
{
    readonly Chart _chart;
    readonly Dictionary<string, object?> _values;

    ReleaseReader(Chart chart, Dictionary<string, object?> values)
    {
        _chart = chart;
        _values = values;
    }

    /// <summary>Reads the chart and the values.</summary>
    /// <exception cref="ChartException">Everything that is wrong with them.</exception>
    public static ReleaseReader Open(ReleaseSource source)
    {
        return new ReleaseReader(ChartLoader.Load(source.Chart), source.ReadValues());
    }

    /// <summary>Renders the release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="revision">The number that it will have, from 1.</param>
    /// <param name="isUpgrade">Whether an earlier revision is in the cluster.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeployException">It does not render, or what it renders to cannot be applied; everything that is wrong.</exception>
    public ReleaseContent Read(Release release, int revision, bool isUpgrade, ClusterFacts cluster, CancellationToken cancellation)
    {
        var options = new ReleaseOptions
        {
            Name = release.Name,
            Namespace = release.Namespace,
            IsUpgrade = isUpgrade,
            Revision = revision,
            KubeVersion = KubeVersion.Parse(cluster.Version),
            ApiVersions = cluster.ApiVersions,
        };
        var rendered = Render(options, cancellation);
        var documents = rendered.Manifests.Concat(rendered.Hooks.Select(hook => hook.Manifest)).Select(manifest => $"---\n# Source: {manifest.Source}\n{Text(manifest.Text)}\n");
        var reading = new ManifestSorting(release, cluster);
        foreach (var file in rendered.CustomResources)
            reading.AddDefinitions([Text(file.Text)], $"{_chart.Name}/{file.Path}");
        reading.Add(documents, _chart.Name);
        return reading.ToContent() with
        {
            Chart = _chart.Name,
            ChartVersion = _chart.Metadata.Version,
            ChartDigest = ContentDigest.Of(_chart),
            ValuesDigest = ContentDigest.Of(_values),
            Warnings = rendered.Warnings,
            Notes = rendered.Notes,
        };
    }

    HelmRelease Render(ReleaseOptions options, CancellationToken cancellation)
    {
        try
        {
            return HelmRelease.Of(new ChartRenderer(_chart) { IsForOnce = true }.Render(options, _values, cancellation: cancellation));
        }
        catch (ChartException error)
        {
            throw new DeployException([.. error.Problems.Select(problem => new DeployProblem("", problem.ToString()))]);
        }
    }

    // Go's texts are bytes; those of manifests are UTF-8.
    static string Text(string goText) => GoString.ToValidUnicode(goText);
}
