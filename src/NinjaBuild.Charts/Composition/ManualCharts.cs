using NinjaBuild.Charts.Rules;
using NinjaBuild.Compare.Model;
using NinjaBuild.Hermetic;
using NinjaBuild.Workspace;

namespace NinjaBuild.Charts.Composition;

/// <summary>The hand-written charts that lie beside the declarations of charts.</summary>
sealed class ManualCharts
{
    /// <summary>Name of the archive that stands for the folder.</summary>
    public const string Archive = WorkspaceLayout.ManualFolder + ".tgz";

    const string Prefix = WorkspaceLayout.ChartsFolder + "/";

    readonly ILookup<string, FileContent> _files;

    ManualCharts(ILookup<string, FileContent> files) => _files = files;

    /// <summary>Names of the charts that have one, sorted.</summary>
    public IReadOnlyList<string> Charts => [.. _files.Where(files => files.Any(IsOfChart)).Select(files => files.Key).Order(StringComparer.Ordinal)];

    /// <summary>Finds them among the sources.</summary>
    public static ManualCharts Of(IEnumerable<FileContent> sources) =>
        new(sources.Where(file => ChartOf(file.Path) is not null).ToLookup(file => ChartOf(file.Path)!, StringComparer.Ordinal));

    /// <summary>The chart that a path is the hand-written form of, or the migration; null where it is neither.</summary>
    public static string? ChartOf(string path)
    {
        var slash = path.StartsWith(Prefix, StringComparison.Ordinal) ? path.IndexOf('/', Prefix.Length) : -1;
        return slash > 0 && (IsBelow(path, slash) || path.AsSpan(slash + 1) is Archive or WorkspaceLayout.MigrationFile) ? path[Prefix.Length..slash] : null;
    }

    /// <summary>The hand-written chart of a name; null where there is none.</summary>
    public ManualSource? Of(string chart)
    {
        var folder = $"{Prefix}{chart}/{WorkspaceLayout.ManualFolder}";
        var files = _files[chart].Where(IsOfChart).ToList();
        var inFolder = files.FindAll(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal));
        return files.Count == 0 ? null
            : inFolder.Count > 0 ? new ManualSource(folder, inFolder.ConvertAll(file => file.At(CompareChartRule.ManualFolder + file.Path[folder.Length..])))
            : new ManualSource(folder + ".tgz", [files[0].At($"{CompareChartRule.ManualFolder}/{Archive}")]);
    }

    /// <summary>A chart's <c>migration.yaml</c>; null where there is none.</summary>
    public FileContent? MigrationOf(string chart) => _files[chart].FirstOrDefault(file => !IsOfChart(file));

    /// <summary>Which differences that a chart's <c>migration.yaml</c> accepts are past their last day, by their index; none where it is invalid.</summary>
    public IReadOnlySet<int> ExpiredOf(string chart, DateOnly today)
    {
        var migration = MigrationOf(chart) is { } file ? DeclarationReader.ReadMigration(file.Content, file.Path, []) : null;
        return (migration?.Accepted ?? []).Index().Where(entry => entry.Item.LastDay < today).Select(entry => entry.Index).ToHashSet();
    }

    static bool IsOfChart(FileContent file) => !file.Path.EndsWith("/" + WorkspaceLayout.MigrationFile, StringComparison.Ordinal) || file.Path.AsSpan().Count('/') > 2;

    static bool IsBelow(string path, int slash) =>
        path.AsSpan(slash + 1).StartsWith(WorkspaceLayout.ManualFolder, StringComparison.Ordinal) && path.Length > slash + 1 + WorkspaceLayout.ManualFolder.Length
        && path[slash + 1 + WorkspaceLayout.ManualFolder.Length] == '/';
}

/// <summary>A hand-written chart.</summary>
/// <param name="Path">Where it is: a folder or archive.</param>
/// <param name="Files">Its files, as <see cref="CompareChartRule"/> sees them.</param>
sealed record ManualSource(string Path, IReadOnlyList<FileContent> Files)
{
    /// <summary>What reports call it.</summary>
    public ChartSide ToSide() => new("manual", "", Path);
}
