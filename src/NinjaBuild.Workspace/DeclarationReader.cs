using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;
using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace;

/// <summary>Reads declarations. What is wrong with a file is reported, all of it at once.</summary>
public static class DeclarationReader
{
    /// <summary>Largest size of a declaration in bytes; a larger file need not be read.</summary>
    public const int MaxBytes = 1 << 20;

    static readonly YamlLimits Limits = new(MaxBytes, MaxDepth: 64, MaxNodes: 50_000);

    /// <summary>Reads <c>ninja.yaml</c>; null where it cannot be used.</summary>
    public static WorkspaceDeclaration? ReadWorkspace(ReadOnlyMemory<byte> utf8, string path, ICollection<Diagnostic> diagnostics) =>
        Read<WorkspaceDeclaration>(utf8, path, diagnostics);

    /// <summary>Reads an <c>app.yaml</c>; null where it cannot be used.</summary>
    public static AppDeclaration? ReadApp(ReadOnlyMemory<byte> utf8, string path, ICollection<Diagnostic> diagnostics) =>
        Read<AppDeclaration>(utf8, path, diagnostics);

    /// <summary>Reads a <c>compose.yaml</c>; null where it cannot be used.</summary>
    public static ChartDeclaration? ReadChart(ReadOnlyMemory<byte> utf8, string path, ICollection<Diagnostic> diagnostics) =>
        Read<ChartDeclaration>(utf8, path, diagnostics);

    /// <summary>Reads a <c>migration.yaml</c>; null where it cannot be used.</summary>
    public static MigrationDeclaration? ReadMigration(ReadOnlyMemory<byte> utf8, string path, ICollection<Diagnostic> diagnostics) =>
        Read<MigrationDeclaration>(utf8, path, diagnostics);

    internal static T? Bind<T>(YamlMapping source, string path, ICollection<Diagnostic> diagnostics)
        where T : Declaration, new()
    {
        var found = new List<Diagnostic>();
        var declaration = new Binder(path, found).Bind<T>(source) with { Path = path, Source = source };
        if (found.Count > 0 && declaration is AppDeclaration app)
            Overlay.CheckAlone(app, found);
        foreach (var diagnostic in found)
            diagnostics.Add(diagnostic);
        return found.Count == 0 ? declaration : null;
    }

    static T? Read<T>(ReadOnlyMemory<byte> utf8, string path, ICollection<Diagnostic> diagnostics)
        where T : Declaration, new()
    {
        var read = YamlReader.Read(utf8, path, Limits);
        foreach (var error in read.Errors)
            diagnostics.Add(Diagnostic.Error(error.Path, error.At, error.Message));
        if (read.Errors.Count > 0)
            return null;
        if (read.Documents is [YamlMapping mapping])
            return Bind<T>(mapping, path, diagnostics);

        diagnostics.Add(Diagnostic.Error(path, read.Documents.ElementAtOrDefault(1)?.At ?? new Position(1, 1), read.Documents.Count switch
        {
            0 => "is empty: a declaration is a mapping of fields to values",
            1 => "must be a mapping of fields to values",
            _ => "holds a second document: a file declares one thing",
        }));
        return null;
    }
}
