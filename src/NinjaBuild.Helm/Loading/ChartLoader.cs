using NinjaBuild.Helm.Charts;

namespace NinjaBuild.Helm.Loading;

/// <summary>Reads charts as Helm 3 does: from a folder, a <c>.tgz</c>, or files that are at hand.</summary>
public static class ChartLoader
{
    /// <summary>Reads the chart at a path.</summary>
    /// <param name="path">A folder or a .tgz.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="linksWithin">
    /// The folder that symbolic links must not lead out of; the chart's own where null. Nothing outside it is ever read.
    /// </param>
    /// <exception cref="ChartException">It cannot be read; every problem that was found.</exception>
    public static Chart Load(string path, ChartLimits? limits = null, string? linksWithin = null)
    {
        var budget = new ChartBudget(limits ?? ChartLimits.Default, path);
        try
        {
            if (Directory.Exists(path))
                return ChartAssembly.Build(path, new ChartFolder(path, linksWithin ?? path, budget).Read(), budget);
            if (!File.Exists(path))
                throw new ChartException(path, "there is no such folder or archive");
            return ChartAssembly.Build(path, ChartArchive.Read(ReadArchive(path, budget), path, path, budget), budget);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ChartException(path, $"cannot be read: {error.Message}");
        }
    }

    /// <summary>Reads a chart from a .tgz in memory.</summary>
    /// <param name="archive">Its bytes.</param>
    /// <param name="source">What errors call it.</param>
    /// <param name="limits">How large it may be.</param>
    /// <exception cref="ChartException">It cannot be read.</exception>
    public static Chart LoadArchive(ReadOnlyMemory<byte> archive, string source, ChartLimits? limits = null)
    {
        var budget = new ChartBudget(limits ?? ChartLimits.Default, source);
        return ChartAssembly.Build(source, ChartArchive.Read(archive, source, source, budget), budget);
    }

    /// <summary>Reads a chart from its files, their paths relative to the chart.</summary>
    /// <param name="files">All files, those of subcharts included.</param>
    /// <param name="source">What errors call it.</param>
    /// <param name="limits">How large it may be.</param>
    /// <exception cref="ChartException">It cannot be read.</exception>
    public static Chart LoadFiles(IEnumerable<ChartFile> files, string source, ChartLimits? limits = null)
    {
        var budget = new ChartBudget(limits ?? ChartLimits.Default, source);
        var all = files.ToList();
        foreach (var file in all)
            budget.Take(file.Path, file.Content.Length);
        return ChartAssembly.Build(source, all, budget);
    }

    /// <summary>Reads a chart from the files of its folder, except what <c>.helmignore</c> among them leaves out.</summary>
    /// <inheritdoc cref="LoadFiles"/>
    public static Chart LoadFolderFiles(IEnumerable<ChartFile> files, string source, ChartLimits? limits = null)
    {
        var all = files.ToList();
        var rules = IgnoreRules.Parse(all.Find(file => file.Path == ".helmignore")?.Content ?? default, $"{source}/.helmignore");
        return LoadFiles(all.Where(file => !rules.LeavesWithin(file.Path)), source, limits);
    }

    static byte[] ReadArchive(string path, ChartBudget budget)
    {
        // What is packed counts as well: an archive cannot be larger than what it may unpack to.
        var size = new FileInfo(path).Length;
        if (size > budget.Limits.MaxChartBytes)
            throw new ChartException(path, $"archive of {size} bytes: a chart may have {budget.Limits.MaxChartBytes}");
        return File.ReadAllBytes(path);
    }
}
