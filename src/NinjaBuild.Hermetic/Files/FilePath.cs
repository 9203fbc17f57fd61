namespace NinjaBuild.Hermetic;

/// <summary>Paths of files in a tree: relative, '/' between segments, the same on every system.</summary>
static class FilePath
{
    /// <summary>What is wrong with a path; null where nothing is.</summary>
    public static string? Fault(string path)
    {
        if (path.Length == 0)
            return "is empty";
        if (path[0] == '/' || (path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0])))
            return "is absolute";
        if (path.AsSpan().IndexOfAny('\\', '\0') is >= 0 and var at)
            return path[at] == '\\' ? "has a backslash" : "has a NUL character";
        foreach (var range in path.AsSpan().Split('/'))
        {
            switch (path.AsSpan()[range])
            {
                case "":
                    return "has an empty segment";
                case ".":
                    return "has a '.' segment";
                case "..":
                    return "has a '..' segment";
            }
        }

        return null;
    }

    /// <summary>Refuses a path that a tree cannot hold.</summary>
    /// <exception cref="FileTreeException">The path is not relative and plain.</exception>
    public static void Check(string path)
    {
        if (Fault(path) is { } fault)
            throw new FileTreeException($"Path '{path}' {fault}; a relative path with '/' between plain names is needed.");
    }

    /// <summary>The folder part; empty for a name alone.</summary>
    public static string Folder(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    /// <summary>Joins a folder, which may be empty, and a path below it.</summary>
    public static string Join(string folder, string path) => folder.Length == 0 ? path : path.Length == 0 ? folder : $"{folder}/{path}";
}
