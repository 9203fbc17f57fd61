namespace NinjaBuild.Helm.Loading;

/// <summary>What a chart may hold, its subcharts included; each limit ends in an error that names it.</summary>
public sealed record ChartLimits
{
    /// <summary>Helm's own sizes, and generous numbers where Helm has none.</summary>
    public static ChartLimits Default { get; } = new();

    /// <summary>Bytes of one file (Helm: MaxDecompressedFileSize).</summary>
    public long MaxFileBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>Bytes of all files, archives within the chart both packed and unpacked (Helm, for each archive: MaxDecompressedChartSize).</summary>
    public long MaxChartBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>Files, and entries of archives.</summary>
    public int MaxFiles { get; init; } = 50_000;

    /// <summary>Charts within charts.</summary>
    public int MaxDepth { get; init; } = 32;
}
