using NinjaBuild.Charts.Rules;
using NinjaBuild.Hermetic;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Charts.Composition;

/// <summary>The declarations of a workspace, read and found to be right.</summary>
sealed class LoadedWorkspace
{
    readonly WorkspaceModel _model;

    LoadedWorkspace(WorkspaceModel model, IReadOnlyList<Diagnostic> notes) => (_model, Notes) = (model, notes);

    /// <summary><c>ninja.yaml</c>.</summary>
    public WorkspaceDeclaration Workspace => _model.Workspace;

    /// <summary>The apps that were read, by name.</summary>
    public IReadOnlyDictionary<string, AppDeclaration> Apps => _model.Apps;

    /// <summary>The charts that were read, in order of their files.</summary>
    public IReadOnlyList<ChartModel> Charts => [.. _model.Charts.Values];

    /// <summary>What is worth knowing.</summary>
    public IReadOnlyList<Diagnostic> Notes { get; }

    /// <summary>Reads and checks declarations.</summary>
    /// <param name="files">The declarations' files.</param>
    /// <param name="known">Apps of the workspace that are not among the files, as name and path.</param>
    /// <param name="knownCharts">Names of charts of the workspace that are not among the files.</param>
    /// <param name="exists">Whether the workspace has a file.</param>
    /// <param name="faults">What is wrong with the files themselves.</param>
    /// <param name="settings">What is to be composed.</param>
    /// <param name="declarations">Keeps what is read.</param>
    /// <exception cref="InvalidDeclarationsException">Something is wrong.</exception>
    public static LoadedWorkspace Load(
        IReadOnlyCollection<FileContent> files, IReadOnlyDictionary<string, string> known, IReadOnlyCollection<string> knownCharts, Func<string, bool> exists,
        IEnumerable<Diagnostic> faults, CompositionSettings settings, DeclarationCache declarations)
    {
        var diagnostics = faults.ToList();
        var workspace = files.FirstOrDefault(file => file.Path == WorkspaceLayout.WorkspaceFile) is { } root
            ? Keep(root, DeclarationReader.ReadWorkspace)
            : null;
        var apps = Read(files, WorkspaceLayout.AppFile, DeclarationReader.ReadApp);
        var charts = Read(files, WorkspaceLayout.ChartFile, DeclarationReader.ReadChart);
        if (workspace is null)
            throw Failed(diagnostics);

        var model = WorkspaceModel.Resolve(
            new WorkspaceParts(workspace, apps, charts)
            {
                OtherApps = known,
                OtherCharts = knownCharts,
                HasUnreadableApps = IsOneMissing(WorkspaceLayout.AppFile, apps.Count),
                HasUnreadableCharts = IsOneMissing(WorkspaceLayout.ChartFile, charts.Count),
            },
            settings.Inputs,
            diagnostics);
        foreach (var chart in model.Charts.Values)
        {
            OverlayValues.Check(chart, diagnostics);
            MissingFiles(chart, exists, diagnostics);
            if (settings.RequireDigests)
                Digests(chart, diagnostics);
        }

        return diagnostics.Exists(diagnostic => diagnostic.Severity == Severity.Error)
            ? throw Failed(diagnostics)
            : new LoadedWorkspace(model, [.. diagnostics.Distinct()]);

        bool IsOneMissing(string name, int read) => files.Count(file => file.Path.EndsWith("/" + name, StringComparison.Ordinal)) > read;

        List<T> Read<T>(IReadOnlyCollection<FileContent> all, string name, Func<ReadOnlyMemory<byte>, string, ICollection<Diagnostic>, T?> read)
            where T : Declaration => [.. all.Where(file => file.Path.EndsWith("/" + name, StringComparison.Ordinal))
                .OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => Keep(file, read)).OfType<T>()];

        T? Keep<T>(FileContent file, Func<ReadOnlyMemory<byte>, string, ICollection<Diagnostic>, T?> read)
            where T : Declaration
        {
            if (file.Digest.Size > DeclarationReader.MaxBytes)
            {
                diagnostics.Add(Diagnostic.Error(file.Path, new Yaml.Position(1, 1), $"is {file.Digest.Size:N0} bytes long; a declaration has at most {DeclarationReader.MaxBytes:N0}"));
                return null;
            }

            var declaration = read(file.Content, file.Path, diagnostics);
            if (declaration is not null)
                declarations.Add(file.Digest, declaration);
            return declaration;
        }
    }

    static void MissingFiles(ChartModel model, Func<string, bool> exists, List<Diagnostic> diagnostics)
    {
        Manifests(model.Chart, model.Chart.Manifests, ["manifests"]);
        foreach (var (environment, overlay) in model.Chart.Environments)
            Manifests(model.Chart, overlay.Manifests, ["environments", environment, "manifests"]);
        foreach (var app in model.Apps)
        {
            Manifests(app.App, app.App.Manifests, ["manifests"]);
            foreach (var (key, file) in app.App.Config?.Files ?? new Dictionary<string, string>())
                Check(app.App, SourcePath.Beside(app.App.Path, file), ["config", "files", key]);
        }

        void Manifests(Declaration declaration, IReadOnlyList<string> manifests, object[] list)
        {
            for (var i = 0; i < manifests.Count; i++)
                Check(declaration, SourcePath.Beside(declaration.Path, manifests[i]), [.. list, i]);
        }

        void Check(Declaration declaration, string path, ReadOnlySpan<object> steps)
        {
            if (!exists(path))
                diagnostics.Add(declaration.Error($"there is no file {path}", steps));
        }
    }

    static void Digests(ChartModel model, List<Diagnostic> diagnostics)
    {
        foreach (var app in model.Apps.Where(app => app.App.Image.Digest is null))
            diagnostics.Add(app.App.Error($"the image of '{app.App.Name}' has no digest: give 'image.digest' (sha256:…)", "image"));
    }

    static InvalidDeclarationsException Failed(List<Diagnostic> diagnostics) => new([.. diagnostics
        .Where(diagnostic => diagnostic.Severity == Severity.Error).Distinct()
        .OrderBy(diagnostic => diagnostic.Path, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.At.Line).ThenBy(diagnostic => diagnostic.At.Column)]);
}
