namespace NinjaBuild.Fuzz.Running;

/// <summary>Where things lie in the repository.</summary>
static class Places
{
    static readonly Lazy<string> Repository = new(Find);

    /// <summary>The inputs that the tests run too: seeds, and what was once found.</summary>
    public static string Cases(string target) => Path.Combine(Repository.Value, "tests", "NinjaBuild.Fuzz.Tests", "fuzz", target);

    /// <summary>What was found.</summary>
    public static string Findings(string target) => Path.Combine(Repository.Value, "artifacts", "fuzz", target);

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NinjaBuild.sln")))
                return folder.FullName;
        }

        return Environment.CurrentDirectory;
    }
}
