namespace NinjaBuild.BuildHost.Tests;

/// <summary>Compares with a golden file; with the variable ACCEPT_GOLDEN set, writes it.</summary>
internal static class Approved
{
    public static void Equal(string name, string command, int exitCode, string output)
    {
        var lines = output.Split('\n').Where(x => !x.StartsWith("   at ", StringComparison.Ordinal));
        var actual = $"$ {command}\n{string.Join('\n', lines)}[exit {exitCode}]\n";
        var path = Path.Combine(Folder(), name + ".txt");
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") is not null)
            File.WriteAllText(path, actual);
        Xunit.Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", actual);
    }

    private static string Folder()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "NinjaBuild.sln")))
            directory = directory.Parent!;
        return Path.Combine(directory.FullName, "tests", "NinjaBuild.BuildHost.Tests", "golden");
    }
}
