using System.Text;
using NinjaBuild.Compare.Import.Reading;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Compare.Import;

/// <summary>
/// Turns a hand-written chart into declarations: it is rendered for each environment, its objects are put together to apps, and what
/// differs between environments becomes overlays. What no declaration can say becomes extra manifests, so that composing always works.
/// </summary>
public static class ChartImport
{
    // Each round takes at least one workload out of the apps.
    const int MostRounds = 50;

    /// <summary>Imports a chart; nothing is written.</summary>
    /// <exception cref="ImportException">The request or the workspace is wrong.</exception>
    /// <exception cref="Helm.Charts.ChartException">The chart does not render.</exception>
    public static ImportResult Run(ImportRequest request)
    {
        var name = ChartName(request.To);
        var workspace = Workspace(request.Root);
        var live = LiveChart.Read(request, name, [.. workspace.Declaration.Environments.Keys]);
        var plan = new ImportPlan(name, live, workspace);
        var demoted = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var round = 0; round < MostRounds; round++)
        {
            var result = plan.Make(demoted);
            if (result is not null && !Demote(result, workspace, demoted, name))
                return result;
        }

        throw new ImportException([$"{request.Path}: no declarations were found that say what the chart does"], isUsage: false);
    }

    static string ChartName(string to)
    {
        var path = to.Replace('\\', '/').TrimEnd('/');
        if (path.StartsWith("./", StringComparison.Ordinal))
            path = path[2..];
        return path.Split('/') is [WorkspaceLayout.ChartsFolder, var name] && Formats.Fault(Format.DnsLabel, name) is null
            ? name
            : throw new ImportException([$"--to {to}: a chart is declared in {WorkspaceLayout.ChartsFolder}/<name>, the name in lower-case letters, digits and hyphens"]);
    }

    static TargetWorkspace Workspace(string root)
    {
        var file = Path.Combine(root, WorkspaceLayout.WorkspaceFile);
        if (!File.Exists(file))
            throw new ImportException([$"{root} is no workspace: it has no {WorkspaceLayout.WorkspaceFile}. Write one, or give the workspace with --root"]);
        var diagnostics = new List<Diagnostic>();
        var declaration = DeclarationReader.ReadWorkspace(File.ReadAllBytes(file), WorkspaceLayout.WorkspaceFile, diagnostics);
        return declaration is null
            ? throw new ImportException([.. diagnostics.Select(diagnostic => diagnostic.ToString())])
            : new TargetWorkspace(declaration, Apps(root));
    }

    // Names of apps by their paths; a declaration that cannot be read is none of the import's business.
    static Dictionary<string, string> Apps(string root)
    {
        var folder = Path.Combine(root, WorkspaceLayout.AppsFolder);
        if (!Directory.Exists(folder))
            return [];
        var apps = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, WorkspaceLayout.AppFile, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(root, file).Replace('\\', '/');
            if (new FileInfo(file).Length <= DeclarationReader.MaxBytes && DeclarationReader.ReadApp(File.ReadAllBytes(file), path, []) is { } app)
                apps.TryAdd(app.Name, path);
        }

        return apps;
    }

    // What the workspace's own checks would refuse is found here: the workload is then kept as it is.
    static bool Demote(ImportResult result, TargetWorkspace workspace, Dictionary<string, string> demoted, string chart)
    {
        var errors = Errors(result, workspace.Declaration);
        var before = demoted.Count;
        foreach (var error in errors.Where(error => WorkspaceLayout.KindOf(error.Path) == DeclarationKind.App))
        {
            if (result.Apps.FirstOrDefault(app => error.Path.EndsWith($"/{app.Name}/{WorkspaceLayout.AppFile}", StringComparison.Ordinal)) is { } app)
                demoted.TryAdd(app.Source, $"its declaration would be refused: {error.Message}");
        }

        if (errors.Count > 0 && demoted.Count == before)
        {
            var named = result.Apps.Where(app => errors.Exists(error => error.Message.Contains($"'{app.Name}'", StringComparison.Ordinal))).ToList();
            foreach (var app in named.Count > 0 ? named : result.Apps)
                demoted.TryAdd(app.Source, $"the chart {chart} would be refused with it: {errors[0].Message}");
        }

        return demoted.Count > before;
    }

    static List<Diagnostic> Errors(ImportResult result, WorkspaceDeclaration workspace)
    {
        var diagnostics = new List<Diagnostic>();
        var apps = result.Files.Where(file => WorkspaceLayout.KindOf(file.Path) == DeclarationKind.App)
            .Select(file => DeclarationReader.ReadApp(Encoding.UTF8.GetBytes(file.Text), file.Path, diagnostics)).OfType<AppDeclaration>().ToList();
        var charts = result.Files.Where(file => WorkspaceLayout.KindOf(file.Path) == DeclarationKind.Chart)
            .Select(file => DeclarationReader.ReadChart(Encoding.UTF8.GetBytes(file.Text), file.Path, diagnostics)).OfType<ChartDeclaration>().ToList();
        if (diagnostics.Count == 0)
            WorkspaceModel.Resolve(new WorkspaceParts(workspace, apps, charts), new Dictionary<string, string>(), diagnostics);
        return diagnostics.FindAll(diagnostic => diagnostic.Severity == Severity.Error);
    }
}

/// <summary>The workspace that a chart is imported into.</summary>
/// <param name="Declaration"><c>ninja.yaml</c>.</param>
/// <param name="Apps">Paths of its apps, by name.</param>
sealed record TargetWorkspace(WorkspaceDeclaration Declaration, IReadOnlyDictionary<string, string> Apps);
