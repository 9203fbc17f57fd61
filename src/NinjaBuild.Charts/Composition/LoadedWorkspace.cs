using NinjaBuild.Charts.Rules;
using NinjaBuild.Hermetic;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Charts.Composition;

/// <summary>The declarations of a workspace, read and found to be right.</summary>
sealed class LoadedWorkspace
{
    readonly Dictionary<string, AppDeclaration> _apps = [];

    LoadedWorkspace(WorkspaceDeclaration workspace, IReadOnlyList<ChartModel> charts, IReadOnlyList<Diagnostic> notes, Dictionary<string, AppDeclaration> apps) =>
        (Workspace, Charts, Notes, _apps) = (workspace, charts, notes, apps);

    /// <summary><c>ninja.yaml</c>.</summary>
    public WorkspaceDeclaration Workspace { get; }

    /// <summary>The apps that were read, by name.</summary>
    public IReadOnlyDictionary<string, AppDeclaration> Apps => _apps;

    /// <summary>The charts that were read, in order of their files.</summary>
    public IReadOnlyList<ChartModel> Charts { get; }

    /// <summary>What is worth knowing.</summary>
    public IReadOnlyList<Diagnostic> Notes { get; }

    /// <summary>Reads and checks declarations.</summary>
    /// <param name="files">The declarations' files.</param>
    /// <param name="known">Apps of the workspace that are not among the files, as name and path.</param>
    /// <param name="settings">What is to be composed.</param>
    /// <param name="declarations">Keeps what is read.</param>
    /// <exception cref="InvalidDeclarationsException">Something is wrong.</exception>
    public static LoadedWorkspace Load(
        IReadOnlyCollection<FileContent> files, IReadOnlyDictionary<string, string> known, CompositionSettings settings, DeclarationCache declarations)
    {
        var diagnostics = new List<Diagnostic>();
        var workspace = files.FirstOrDefault(file => file.Path == WorkspaceLayout.WorkspaceFile) is { } root
            ? Keep(root, DeclarationReader.ReadWorkspace)
            : null;
        var apps = Read(files, WorkspaceLayout.AppFile, DeclarationReader.ReadApp);
        var charts = Read(files, WorkspaceLayout.ChartFile, DeclarationReader.ReadChart);
        if (workspace is null)
            throw Failed(diagnostics);

        WorkspaceChecks.CheckInputs(settings.Inputs, workspace, diagnostics);
        var byName = new Dictionary<string, AppDeclaration>();
        foreach (var app in apps)
        {
            if (!byName.TryAdd(app.Name, app))
                diagnostics.Add(WorkspaceChecks.Duplicate(app, byName[app.Name].Path));
            else if (known.TryGetValue(app.Name, out var other))
                diagnostics.Add(WorkspaceChecks.Duplicate(app, other));
        }

        var names = byName.Keys.Concat(known.Keys).ToHashSet();
        // An app that cannot be read has said why; that it is missing is no second error.
        var unreadable = files.Where(file => file.Path.EndsWith("/" + WorkspaceLayout.AppFile, StringComparison.Ordinal)).Count() > apps.Count;
        foreach (var app in apps)
            WorkspaceChecks.Check(app, workspace, settings.Inputs, names, diagnostics);
        var models = charts.ConvertAll(chart => ChartModel.Resolve(chart, byName.GetValueOrDefault, workspace, diagnostics));
        foreach (var model in models)
        {
            WorkspaceChecks.Check(model, workspace, names, diagnostics);
            OverlayValues.Check(model, diagnostics);
            if (settings.RequireDigests)
                Digests(model, diagnostics);
        }

        if (unreadable)
            diagnostics.RemoveAll(diagnostic => diagnostic.Message.StartsWith("there is no app ", StringComparison.Ordinal));
        return diagnostics.Exists(diagnostic => diagnostic.Severity == Severity.Error)
            ? throw Failed(diagnostics)
            : new LoadedWorkspace(workspace, models, [.. diagnostics.Distinct()], byName);

        List<T> Read<T>(IReadOnlyCollection<FileContent> all, string name, Func<ReadOnlyMemory<byte>, string, ICollection<Diagnostic>, T?> read)
            where T : Declaration => [.. all.Where(file => file.Path.EndsWith("/" + name, StringComparison.Ordinal))
                .OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => Keep(file, read)).OfType<T>()];

        T? Keep<T>(FileContent file, Func<ReadOnlyMemory<byte>, string, ICollection<Diagnostic>, T?> read)
            where T : Declaration
        {
            var declaration = read(file.Content, file.Path, diagnostics);
            if (declaration is not null)
                declarations.Add(file.Digest, declaration);
            return declaration;
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
