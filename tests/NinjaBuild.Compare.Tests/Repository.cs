namespace NinjaBuild.Compare.Tests;

/// <summary>The checkout that the tests run in.</summary>
static class Repository
{
    /// <summary>Its root.</summary>
    public static string Root { get; } = Find();

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "build.sh")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No build.sh above the tests: they run inside the checkout.");
    }
}
