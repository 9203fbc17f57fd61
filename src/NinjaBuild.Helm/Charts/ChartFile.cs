namespace NinjaBuild.Helm.Charts;

/// <summary>A file of a chart.</summary>
/// <param name="Path">Relative to the chart, with slashes.</param>
/// <param name="Content">Its bytes, without a byte order mark.</param>
public sealed record ChartFile(string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>The last part of the path.</summary>
    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];
}
