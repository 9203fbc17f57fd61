namespace NinjaBuild.Hermetic;

/// <summary>Where caches lie.</summary>
static class CacheFolder
{
    const string Name = "ninjabuild";

    /// <summary>The user's cache folder on this system, by the system's own rules.</summary>
    public static string Default
    {
        get
        {
            // The XDG base directory specification: a relative path in the variable is to be ignored.
            if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg && Path.IsPathFullyQualified(xdg))
                return Path.Combine(xdg, Name);
            if (OperatingSystem.IsWindows())
                return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), Name);

            var home = Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } variable
                ? variable
                : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            return OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches", Name) : Path.Combine(home, ".cache", Name);
        }
    }

    /// <summary>Makes a folder for the user alone: others have no business in what their builds are made of.</summary>
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
