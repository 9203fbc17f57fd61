namespace NinjaBuild.Compare.Tests;

/// <summary>Finds what the tests read.</summary>
static class RepositoryFolder
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Find();

    static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "NinjaBuild.sln")))
            directory = directory.Parent!;
        return directory.FullName;
    }
}
