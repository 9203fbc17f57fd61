using NinjaBuild.Helm.Charts;

namespace NinjaBuild.Helm.Loading;

/// <summary>Reads the files of a chart's folder, in the order of their names, except what <c>.helmignore</c> leaves out.</summary>
sealed class ChartFolder
{
    const int MaxFolderDepth = 64;

    readonly string _root;
    readonly string _boundary;
    readonly string _source;
    readonly ChartBudget _budget;
    readonly IgnoreRules _ignored;
    readonly List<ChartFile> _files = [];

    /// <summary>A reader of one folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="linksWithin">The folder that links must not lead out of.</param>
    /// <param name="budget">What may be read.</param>
    public ChartFolder(string path, string linksWithin, ChartBudget budget)
    {
        _source = path.TrimEnd('/');
        _root = Path.GetFullPath(path);
        _boundary = Real(Path.GetFullPath(linksWithin));
        _budget = budget;
        var rules = Path.Combine(_root, ".helmignore");
        _ignored = IgnoreRules.Parse(File.Exists(rules) ? File.ReadAllBytes(rules) : [], $"{_source}/.helmignore");
    }

    public List<ChartFile> Read()
    {
        ReadFolder(new DirectoryInfo(_root), "", 0);
        return _files;
    }

    void ReadFolder(DirectoryInfo folder, string prefix, int depth)
    {
        if (depth > MaxFolderDepth)
            throw new ChartException($"{_source}/{prefix}", $"folders nested deeper than {MaxFolderDepth}");
        var entries = folder.GetFileSystemInfos();
        Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var entry in entries)
        {
            var path = prefix.Length == 0 ? entry.Name : $"{prefix}/{entry.Name}";
            var target = entry.LinkTarget is null ? entry : Follow(entry, path);
            var isFolder = target is DirectoryInfo;
            if (_ignored.Leaves(path, isFolder))
                continue;
            if (isFolder)
                ReadFolder((DirectoryInfo)target, path, depth + 1);
            else
                ReadFile((FileInfo)target, path);
        }
    }

    /// <summary>What a link stands for. Links are followed as in Helm, but not out of the folder that the caller allows.</summary>
    FileSystemInfo Follow(FileSystemInfo link, string path)
    {
        FileSystemInfo? target;
        try
        {
            target = link.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException error)
        {
            throw new ChartException($"{_source}/{path}", $"cannot follow the symbolic link: {error.Message}");
        }

        if (target is null || !target.Exists)
            throw new ChartException($"{_source}/{path}", $"the symbolic link leads nowhere: {link.LinkTarget}");
        var real = Real(target.FullName);
        if (!(real + "/").StartsWith(_boundary + "/", StringComparison.Ordinal))
            throw new ChartException($"{_source}/{path}", $"the symbolic link leads out of the chart, to {link.LinkTarget}: put a copy in its place");
        return Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
    }

    /// <summary>The path with every link on the way resolved.</summary>
    static string Real(string path)
    {
        var real = Path.GetPathRoot(path) ?? "/";
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            if (new FileInfo(real).ResolveLinkTarget(returnFinalTarget: true) is { } target)
                real = target.FullName;
        }

        return real.Length > 1 ? real.TrimEnd(Path.DirectorySeparatorChar) : "";
    }

    void ReadFile(FileInfo file, string path)
    {
        _budget.Take(path, file.Length);
        _files.Add(new ChartFile(path, ByteOrderMark.Skip(File.ReadAllBytes(file.FullName))));
    }
}
