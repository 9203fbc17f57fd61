namespace NinjaBuild.Hermetic;

/// <summary>Follows symbolic links, so that none leads out of the workspace unseen.</summary>
static class LinkTarget
{
    // Linux follows 40.
    const int MaxLinks = 40;

    /// <summary>What is wrong with the symbolic link at a path; null where it leads to a file of the workspace.</summary>
    public static string? Fault(string root, string path)
    {
        if (Resolve($"{root}/{path}") is not { } target)
            return "is a symbolic link that leads to nothing or to itself";
        var realRoot = Resolve(root) ?? root;
        if (!target.StartsWith(realRoot.TrimEnd('/') + "/", StringComparison.Ordinal))
            return $"is a symbolic link out of the workspace, to {target}. Copy the file into the workspace";
        return FileStatus.Of(target, follow: false).Kind switch
        {
            FileKind.File => null,
            FileKind.Folder => "is a symbolic link to a folder. Links to folders are not followed: move the folder, or link its files",
            FileKind.Missing => "is a symbolic link that leads to nothing",
            _ => "is a symbolic link to something that is no file",
        };
    }

    /// <summary>The path without any link in it, '/' between segments; null for a circle.</summary>
    public static string? Resolve(string path)
    {
        var links = 0;
        var rest = new Stack<string>(Segments(path).Reverse());
        var resolved = System.IO.Path.GetPathRoot(path)!.Replace('\\', '/').TrimEnd('/');
        while (rest.TryPop(out var segment))
        {
            if (segment is "." or "")
                continue;
            if (segment == "..")
            {
                resolved = resolved.LastIndexOf('/') is >= 0 and var slash ? resolved[..slash] : resolved;
                continue;
            }

            var next = $"{resolved}/{segment}";
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                resolved = next;
                continue;
            }

            if (++links > MaxLinks)
                return null;
            foreach (var part in Segments(target).Reverse())
                rest.Push(part);
            if (System.IO.Path.IsPathRooted(target))
                resolved = System.IO.Path.GetPathRoot(target)!.Replace('\\', '/').TrimEnd('/');
        }

        return resolved.Length == 0 ? "/" : resolved;
    }

    static string[] Segments(string path) =>
        path[System.IO.Path.GetPathRoot(path)!.Length..].Replace('\\', OperatingSystem.IsWindows() ? '/' : '\\').Split('/');
}
