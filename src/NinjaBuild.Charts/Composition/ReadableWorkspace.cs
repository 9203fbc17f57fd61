using NinjaBuild.Hermetic;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Yaml;

namespace NinjaBuild.Charts.Composition;

/// <summary>What can be read of a workspace's charts, whatever is wrong with the rest.</summary>
/// <param name="Workspace"><c>ninja.yaml</c>.</param>
/// <param name="Charts">The charts that can be read and share their name with no other, without their apps, in order of their files.</param>
/// <param name="Faults">Why the others cannot.</param>
public sealed record ReadableWorkspace(WorkspaceDeclaration Workspace, IReadOnlyList<ChartModel> Charts, IReadOnlyList<Diagnostic> Faults)
{
    /// <summary>Reads declarations.</summary>
    /// <param name="files">Their files.</param>
    /// <param name="settings">The build's inputs.</param>
    /// <exception cref="InvalidDeclarationsException"><c>ninja.yaml</c> is wrong.</exception>
    internal static ReadableWorkspace Read(IReadOnlyCollection<FileContent> files, CompositionSettings settings)
    {
        var diagnostics = new List<Diagnostic>();
        var workspace = files.Where(file => file.Path == WorkspaceLayout.WorkspaceFile).Select(file => Read(file, DeclarationReader.ReadWorkspace, diagnostics)).FirstOrDefault();
        var faults = new List<Diagnostic>();
        var charts = files.Where(file => WorkspaceLayout.KindOf(file.Path) == DeclarationKind.Chart).OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => ReadChart(file, faults)).OfType<ChartDeclaration>().ToLookup(chart => chart.Name, StringComparer.Ordinal);
        // Which of two is the one that was deployed, its record knows better.
        faults.AddRange(charts.SelectMany(same => same.Skip(1).Select(chart => chart.Error($"the chart '{chart.Name}' is declared in {same.First().Path} too: names are unique in a workspace", "name"))));
        var unique = charts.Where(same => same.Count() == 1).Select(same => same.First()).ToList();
        // Only what ninja.yaml itself says wrong is told of what is put together.
        var model = workspace is null
            ? null
            : WorkspaceModel.Resolve(new WorkspaceParts(workspace, [], unique) { HasUnreadableApps = true, HasUnreadableCharts = true }, settings.Inputs, diagnostics);
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error && WorkspaceLayout.KindOf(diagnostic.Path) != DeclarationKind.Chart).ToList();
        return model is null || errors.Count > 0
            ? throw new InvalidDeclarationsException(errors)
            : new ReadableWorkspace(model.Workspace, [.. model.Charts.Values], faults);
    }

    static ChartDeclaration? ReadChart(FileContent file, List<Diagnostic> faults)
    {
        var diagnostics = new List<Diagnostic>();
        var chart = Read(file, DeclarationReader.ReadChart, diagnostics);
        if (chart is null)
            faults.AddRange(diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error));
        return chart;
    }

    static T? Read<T>(FileContent file, Func<ReadOnlyMemory<byte>, string, ICollection<Diagnostic>, T?> read, List<Diagnostic> diagnostics)
        where T : Declaration
    {
        if (file.Digest.Size <= DeclarationReader.MaxBytes)
            return read(file.Content, file.Path, diagnostics);
        diagnostics.Add(Diagnostic.Error(file.Path, new Position(1, 1), $"is {file.Digest.Size:N0} bytes long; a declaration has at most {DeclarationReader.MaxBytes:N0}"));
        return null;
    }
}
