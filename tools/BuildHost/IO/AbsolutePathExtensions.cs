namespace Nuke.Common.IO;

/// <summary>Files and directories by their absolute paths.</summary>
public static class AbsolutePathExtensions
{
    public static bool FileExists(this AbsolutePath path) => File.Exists(path);

    public static bool DirectoryExists(this AbsolutePath path) => Directory.Exists(path);

    public static AbsolutePath CreateDirectory(this AbsolutePath path)
    {
        Directory.CreateDirectory(path);
        return path;
    }

    public static AbsolutePath CreateOrCleanDirectory(this AbsolutePath path)
    {
        path.DeleteDirectory();
        return path.CreateDirectory();
    }

    public static void DeleteFile(this AbsolutePath path)
    {
        if (path.FileExists())
            File.Delete(path);
    }

    public static void DeleteDirectory(this AbsolutePath path)
    {
        if (path.DirectoryExists())
            Directory.Delete(path, recursive: true);
    }

    /// <summary>Files of the directory itself, or <paramref name="depth"/> levels deep, in ordinal order.</summary>
    public static IEnumerable<AbsolutePath> GetFiles(this AbsolutePath path, string pattern = "*", int depth = 1)
        => Directory.EnumerateFiles(path, pattern, Depth(depth)).Order(StringComparer.Ordinal).Select(AbsolutePath.Create);

    /// <summary>Directories in the directory itself, or <paramref name="depth"/> levels deep, in ordinal order.</summary>
    public static IEnumerable<AbsolutePath> GetDirectories(this AbsolutePath path, string pattern = "*", int depth = 1)
        => Directory.EnumerateDirectories(path, pattern, Depth(depth)).Order(StringComparer.Ordinal).Select(AbsolutePath.Create);

    public static string ReadAllText(this AbsolutePath path) => File.ReadAllText(path);

    public static string[] ReadAllLines(this AbsolutePath path) => File.ReadAllLines(path);

    public static AbsolutePath WriteAllText(this AbsolutePath path, string content)
    {
        path.Parent?.CreateDirectory();
        File.WriteAllText(path, content);
        return path;
    }

    public static bool HasExtension(this AbsolutePath path, string extension, params string[] alternativeExtensions)
        => path.Name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)
           || alternativeExtensions.Any(x => path.Name.EndsWith(x, StringComparison.OrdinalIgnoreCase));

    private static EnumerationOptions Depth(int depth)
        => new()
        {
            RecurseSubdirectories = depth > 1,
            MaxRecursionDepth = depth - 1,
            AttributesToSkip = FileAttributes.None,
            MatchType = MatchType.Simple,
        };
}
