using System.Globalization;
using NinjaBuild.Helm.Charts;

namespace NinjaBuild.Helm.Loading;

/// <summary>What is left of the limits while a chart is read, over all of its archives.</summary>
sealed class ChartBudget(ChartLimits limits, string source)
{
    long _bytes = limits.MaxChartBytes;
    int _files = limits.MaxFiles;

    public ChartLimits Limits => limits;

    /// <summary>Counts a file before any of it is read.</summary>
    /// <exception cref="ChartException">It is one too many, or too large.</exception>
    public void Take(string path, long bytes)
    {
        if (bytes > limits.MaxFileBytes)
            throw Exceeded(path, $"file of {bytes} bytes: a chart's file may have {limits.MaxFileBytes}");
        if (--_files < 0)
            throw Exceeded(path, $"more than {limits.MaxFiles} files");
        _bytes -= bytes;
        if (_bytes < 0)
            throw Exceeded(path, $"decompressed chart is larger than {limits.MaxChartBytes} bytes");
    }

    ChartException Exceeded(string path, FormattableString limit) =>
        new(path.Length == 0 ? source : $"{source}/{path}", limit.ToString(CultureInfo.InvariantCulture));
}
