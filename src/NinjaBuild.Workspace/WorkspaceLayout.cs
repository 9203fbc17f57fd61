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
}
