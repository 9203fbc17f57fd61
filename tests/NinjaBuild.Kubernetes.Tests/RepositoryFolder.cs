namespace NinjaBuild.Kubernetes.Tests;

/// <summary>Finds what the tests read.</summary>
static class RepositoryFolder
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Find();

    /// <summary>A folder or file of this project's inputs.</summary>
    public static string Input(params string[] parts) =>
        Path.Combine([Root, "tests", "NinjaBuild.Kubernetes.Tests", "inputs", .. parts]);

    static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "NinjaBuild.sln"))) directory = directory.Parent!;
        return directory.FullName;
    }
}
