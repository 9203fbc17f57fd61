namespace NinjaBuild.ImportCoverage;

/// <summary>Finds the checkout whose <c>build.sh</c> is measured.</summary>
static class Repository
{
    /// <summary>The nearest folder upwards that holds <c>build.sh</c>.</summary>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "build.sh")))
                return folder.FullName;
        }

        throw new InvalidOperationException("No build.sh in this folder or above it: run the benchmarks inside the checkout.");
    }
}
