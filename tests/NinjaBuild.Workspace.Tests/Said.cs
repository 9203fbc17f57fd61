using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Workspace.Tests;

/// <summary>Reads and checks a workspace, and gives what is said about it.</summary>
internal static class Said
{
    static readonly Dictionary<string, string> NoInputs = [];

    public static string About(IEnumerable<(string Path, byte[] Content)> files)
    {
        var diagnostics = new List<Diagnostic>();
        _ = Model(files, diagnostics);
        var lines = diagnostics.Distinct()
            .OrderBy(diagnostic => diagnostic.Path, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.At.Line).ThenBy(diagnostic => diagnostic.At.Column)
            .Select(diagnostic => diagnostic.Severity == Severity.Note ? $"note: {diagnostic}\n" : $"{diagnostic}\n");
        return string.Concat(lines);
    }

    public static WorkspaceModel? Model(IEnumerable<(string Path, byte[] Content)> files, List<Diagnostic> diagnostics)
    {
        WorkspaceDeclaration? workspace = null;
        var (apps, charts, unreadable, unreadableCharts) = (new List<AppDeclaration>(), new List<ChartDeclaration>(), false, false);
        var migrations = new List<MigrationDeclaration>();
        foreach (var (path, content) in files)
        {
            switch (WorkspaceLayout.KindOf(path))
            {
                case DeclarationKind.Workspace:
                    workspace = DeclarationReader.ReadWorkspace(content, path, diagnostics);
                    break;
                case DeclarationKind.App when DeclarationReader.ReadApp(content, path, diagnostics) is { } app:
                    apps.Add(app);
                    break;
                case DeclarationKind.App:
                    unreadable = true;
                    break;
                case DeclarationKind.Chart when DeclarationReader.ReadChart(content, path, diagnostics) is { } chart:
                    charts.Add(chart);
                    break;
                case DeclarationKind.Chart:
                    unreadableCharts = true;
                    break;
                case DeclarationKind.Migration when DeclarationReader.ReadMigration(content, path, diagnostics) is { } migration:
                    migrations.Add(migration);
                    break;
                default:
                    break;
            }
        }

        foreach (var migration in migrations)
            WorkspaceChecks.Check(migration, [.. workspace?.Environments.Keys ?? []], diagnostics);

        return workspace is null
            ? null
            : WorkspaceModel.Resolve(new WorkspaceParts(workspace, apps, charts) { HasUnreadableApps = unreadable, HasUnreadableCharts = unreadableCharts }, NoInputs, diagnostics);
    }
}
