namespace NinjaBuild.ApiServer;

/// <summary>The programs that tests need besides their own: without one, a test says that it is skipped.</summary>
public static class SearchPath
{
    /// <summary>Where a program is; null where no folder of <c>PATH</c> has it.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Why a test that needs programs cannot run; null where it can.</summary>
    public static string? Lacks(params string[] programs) => Array.Find(programs, program => Find(program) is null) is { } missing
        ? $"there is no {missing} on the PATH"
        : OperatingSystem.IsWindows() ? "kubectl's socket is not supported on Windows" : null;
}
