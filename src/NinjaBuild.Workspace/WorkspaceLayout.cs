namespace NinjaBuild.Workspace;

/// <summary>Where a workspace keeps its declarations.</summary>
public static class WorkspaceLayout
{
    /// <summary>The file that makes a folder a workspace.</summary>
    public const string WorkspaceFile = "ninja.yaml";

    /// <summary>Folder below which apps are declared, at any depth.</summary>
    public const string AppsFolder = "apps";

    /// <summary>Name of a file that declares an app.</summary>
    public const string AppFile = "app.yaml";

    /// <summary>Folder whose folders declare charts.</summary>
    public const string ChartsFolder = "charts";

    /// <summary>Name of a file that declares a chart.</summary>
    public const string ChartFile = "compose.yaml";

    /// <summary>Name of the file beside a chart's declaration that says how far its migration is.</summary>
    public const string MigrationFile = "migration.yaml";

    /// <summary>Name of the folder beside a chart's declaration that holds the hand-written chart.</summary>
    public const string ManualFolder = "manual";

    /// <summary>What the file of a path declares.</summary>
    /// <param name="path">Workspace-relative path with forward slashes.</param>
    public static DeclarationKind KindOf(ReadOnlySpan<char> path)
    {
        if (path is WorkspaceFile)
            return DeclarationKind.Workspace;
        if (IsBelow(path, AppsFolder) && path.EndsWith("/" + AppFile, StringComparison.Ordinal))
            return DeclarationKind.App;
        if (!IsBelow(path, ChartsFolder) || path.Count('/') != 2)
            return DeclarationKind.None;
        return path.EndsWith("/" + ChartFile, StringComparison.Ordinal) ? DeclarationKind.Chart
            : path.EndsWith("/" + MigrationFile, StringComparison.Ordinal) ? DeclarationKind.Migration
            : DeclarationKind.None;
    }

    static bool IsBelow(ReadOnlySpan<char> path, string folder) =>
        path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal);
}

/// <summary>What a file declares.</summary>
public enum DeclarationKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The workspace.</summary>
    Workspace,

    /// <summary>An app.</summary>
    App,

    /// <summary>A chart.</summary>
    Chart,

    /// <summary>A chart's migration.</summary>
    Migration,
}
