namespace NinjaBuild.Helm.Charts;

/// <summary>A chart as it was read from a folder or archive. Never changes, so threads may share it.</summary>
public sealed record Chart
{
    /// <summary>Where it was read from, as errors name it: a folder, an archive, or either with the way to the subchart.</summary>
    public required string Source { get; init; }

    /// <summary>All files of the chart itself as they were read, in the order of reading; those of subcharts are with them.</summary>
    public IReadOnlyList<ChartFile> Raw { get; init; } = [];

    /// <summary>Chart.yaml.</summary>
    public required ChartMetadata Metadata { get; init; }

    /// <summary>values.yaml, with numbers as float64: what the way through JSON makes of them. Not to be changed.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>values.schema.json; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Schema { get; init; }

    /// <summary>The files below <c>templates/</c>.</summary>
    public IReadOnlyList<ChartFile> Templates { get; init; } = [];

    /// <summary>What is neither a template nor part of a subchart nor read by Helm itself: <c>.Files</c>, <c>crds/</c> among them.</summary>
    public IReadOnlyList<ChartFile> Files { get; init; } = [];

    /// <summary>The charts in <c>charts/</c>, by the names of their folders and archives.</summary>
    public IReadOnlyList<Chart> Subcharts { get; init; } = [];

    /// <summary>The dependencies that Chart.lock pins; null where there is no lock.</summary>
    public IReadOnlyList<ChartDependency>? Lock { get; init; }

    /// <summary>What the reader found odd but no error.</summary>
    public IReadOnlyList<ChartProblem> Warnings { get; init; } = [];

    /// <summary>The chart's name.</summary>
    public string Name => Metadata.Name;

    /// <summary>Whether it only has definitions for other charts, and writes nothing.</summary>
    public bool IsLibrary => Metadata.Type.Equals("library", StringComparison.OrdinalIgnoreCase);
}
