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
    const long LargeHeap = 64 << 20;

    readonly ReleaseSource _source;

    // What was read on opening, until it is rendered: of a large chart it is as much as all of its objects, and hardly ever asked for again.
    ReleaseInput? _input;

    ReleaseReader(ReleaseSource source)
    {
        _source = source;
        _input = ReleaseInput.Read(source);
        Collect();
    }

    /// <summary>Reads the chart and the values.</summary>
    /// <exception cref="ChartException">Everything that is wrong with them.</exception>
    public static ReleaseReader Open(ReleaseSource source) => new(source);

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
        var input = Interlocked.Exchange(ref _input, null) ?? Again();
        var rendered = Render(input, options, cancellation);
        var documents = rendered.Manifests.Concat(rendered.Hooks.Select(hook => hook.Manifest)).Select(manifest => $"---\n# Source: {manifest.Source}\n{Text(manifest.Text)}\n");
        var reading = new ManifestSorting(release, cluster);
        foreach (var file in rendered.CustomResources)
            reading.AddDefinitions([Text(file.Text)], $"{input.Chart.Name}/{file.Path}");
        reading.Add(documents, input.Chart.Name);
        Collect();
        var content = reading.ToContent();
        return content with
        {
            Chart = input.Chart.Name,
            ChartVersion = input.Chart.Metadata.Version,
            ChartDigest = ContentDigest.Of(input.Chart),
            ValuesDigest = ContentDigest.Of(input.Values),
            Warnings = [.. rendered.Warnings, .. content.Warnings],
            Notes = rendered.Notes,
        };
    }

    // Of a large chart many times as much is left behind as comes of it, and the runtime would rather let the process grow than look for it.
    static void Collect()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > LargeHeap)
            GC.Collect();
    }

    ReleaseInput Again()
    {
        try
        {
            return ReleaseInput.Read(_source);
        }
        catch (ChartException error)
        {
            throw Refused(error);
        }
    }

    static HelmRelease Render(ReleaseInput input, ReleaseOptions options, CancellationToken cancellation)
    {
        try
        {
            return HelmRelease.Of(new ChartRenderer(input.Chart) { IsForOnce = true }.Render(options, input.Values, cancellation: cancellation));
        }
        catch (ChartException error)
        {
            throw Refused(error);
        }
    }

    static DeployException Refused(ChartException error) => new([.. error.Problems.Select(problem => new DeployProblem("", problem.ToString()))]);

    // Go's texts are bytes; those of manifests are UTF-8.
    static string Text(string goText) => GoString.ToValidUnicode(goText);

    sealed record ReleaseInput(Chart Chart, Dictionary<string, object?> Values)
    {
        public static ReleaseInput Read(ReleaseSource source) => new(ChartLoader.Load(source.Chart), source.ReadValues());
    }
}
