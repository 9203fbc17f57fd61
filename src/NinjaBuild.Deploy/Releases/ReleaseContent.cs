namespace NinjaBuild.Deploy.Releases;

/// <summary>What a chart makes of a release.</summary>
public sealed record ReleaseContent
{
    /// <summary>The chart's name.</summary>
    public required string Chart { get; init; }

    /// <summary>The chart's version.</summary>
    public required string ChartVersion { get; init; }

    /// <summary>SHA-256 of the chart's files, in hexadecimal.</summary>
    public required string ChartDigest { get; init; }

    /// <summary>SHA-256 of the values that were laid over the chart's own, in hexadecimal.</summary>
    public required string ValuesDigest { get; init; }

    /// <summary>The revision that it was already, and that is gone back to; null where it is rendered from a chart.</summary>
    public int? RollbackTo { get; init; }

    /// <summary>The objects, in the order in which they are applied.</summary>
    public IReadOnlyList<ReleaseObject> Objects { get; init; } = [];

    /// <summary>The hooks, in the order in which they run.</summary>
    public IReadOnlyList<ReleaseHook> Hooks { get; init; } = [];

    /// <summary>What rendering warned of.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the chart tells its user.</summary>
    public string Notes { get; init; } = "";
}
