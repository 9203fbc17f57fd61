namespace Nuke.Common.Tooling;

/// <summary>Finds executables.</summary>
public static class ToolPathResolver
{
    /// <summary>The full path of an executable in PATH.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static string GetPathExecutable(string pathExecutable)
        => TryGetPathExecutable(pathExecutable) ?? throw new ArgumentException($"'{pathExecutable}' was not found in PATH");

    internal static string? TryGetPathExecutable(string name)
    {
        if (Path.IsPathRooted(name) || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return File.Exists(name) ? Path.GetFullPath(name) : null;

        string[] endings = OperatingSystem.IsWindows() ? ["", ".exe", ".cmd", ".bat"] : [""];
        foreach (var directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            foreach (var ending in endings)
                if (directory.Length > 0 && File.Exists(Path.Combine(directory, name + ending)))
                    return Path.Combine(directory, name + ending);
        return null;
    }
}
