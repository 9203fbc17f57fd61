namespace NinjaBuild.Helm.Rendering;

/// <summary>A file of a chart.</summary>
/// <param name="Path">Relative to the chart, with slashes.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ChartFile(string Path, ReadOnlyMemory<byte> Content);

/// <summary>A chart without subcharts, as read from a folder or archive.</summary>
/// <param name="Metadata">Chart.yaml.</param>
/// <param name="Values">values.yaml.</param>
/// <param name="Files">Every file but those two; templates are those below <c>templates/</c>.</param>
public sealed record Chart(
    IReadOnlyDictionary<string, object?> Metadata, IReadOnlyDictionary<string, object?> Values, IReadOnlyList<ChartFile> Files)
{
    /// <summary>The chart's name.</summary>
    public string Name => Metadata.TryGetValue("name", out var name) && name is string text ? text : "";
}
