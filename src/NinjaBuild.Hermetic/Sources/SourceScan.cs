namespace NinjaBuild.Hermetic;

/// <summary>
/// Finds the sources of a workspace. Folders that are as the record says are not listed again, files that are as it says not read.
/// </summary>
sealed class SourceScan(string root, SourceLayout layout, KnownSources known)
{
    static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false, RecurseSubdirectories = false };

    readonly Dictionary<string, RecordedSource> _found = [];
    readonly Dictionary<string, List<(string Name, FileKind Kind)>> _listings = [];
    readonly List<(string Path, FileStamp Stamp)> _unread = [];
    readonly List<string> _errors = [];
    readonly HashSet<string> _refused = [];

    public Dictionary<string, RecordedSource> Found => _found;

    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Looks at everything that the layout names.</summary>
    /// <param name="threads">How many threads may read.</param>
    /// <param name="readers">Receives a reader for each file that was read.</param>
    public void Run(int threads, Dictionary<string, SourceReader> readers)
    {
        foreach (var pattern in layout.Patterns)
        {
            if (HasLinkedFolder(pattern.Folder))
                continue;
            if (pattern.IsFile)
                AddFile(FilePath.Join(pattern.Folder, pattern.Name), EntryFlags.None);
            else
                Walk(pattern, pattern.Folder, 0);
        }

        ReadNew(threads, readers);
    }

    void Walk(SourcePattern pattern, string folder, int depth)
    {
        foreach (var (name, kind) in List(folder))
        {
            var path = FilePath.Join(folder, name);
            if (kind == FileKind.Folder)
            {
                if (pattern.Enters(name, depth + 1) && !layout.Ignored.Contains(name))
                    Walk(pattern, path, depth + 1);
            }
            else if (kind == FileKind.Link && pattern.Enters(name, depth + 1) && !layout.Ignored.Contains(name)
                && FileStatus.Of($"{root}/{path}", follow: true).Kind == FileKind.Folder)
            {
                Refuse(path, LinkTarget.Fault(root, path));
            }
            else if (pattern.Takes(name, depth))
            {
                AddFile(path, EntryFlags.None);
            }
        }
    }

    IEnumerable<(string Name, FileKind Kind)> List(string folder)
    {
        if (_listings.TryGetValue(folder, out var listed))
            return listed;

        var looked = FileStamp.Now;
        var status = FileStatus.Of(folder.Length == 0 ? root : $"{root}/{folder}", follow: false);
        List<(string, FileKind)> entries;
        if (status.Kind != FileKind.Folder)
        {
            _found[folder] = new RecordedSource(folder, EntryFlags.Folder | EntryFlags.Missing, default, default);
            entries = [];
        }
        else
        {
            var racy = status.Stamp.IsRacy(looked) ? EntryFlags.Racy : EntryFlags.None;
            _found[folder] = new RecordedSource(folder, EntryFlags.Folder | racy, status.Stamp, default);
            entries = known.Listing(folder, status) ?? ListFromDisk(folder);
        }

        _listings[folder] = entries;
        return entries;
    }

    List<(string Name, FileKind Kind)> ListFromDisk(string folder)
    {
        var entries = new List<(string, FileKind)>();
        try
        {
            foreach (var entry in new DirectoryInfo($"{root}/{folder}").EnumerateFileSystemInfos("*", Everything))
            {
                var kind = entry.Attributes.HasFlag(FileAttributes.ReparsePoint) ? FileKind.Link
                    : entry.Attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder : FileKind.File;
                entries.Add((entry.Name, kind));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Refuse(folder, $"cannot be listed: {IoFault.Describe(e)}");
        }

        entries.Sort(static (x, y) => string.CompareOrdinal(x.Item1, y.Item1));
        return entries;
    }

    /// <summary>Notes a file: as the record has it where its stamp says so, else to be read.</summary>
    void AddFile(string path, EntryFlags flags)
    {
        if (_found.ContainsKey(path) || _refused.Contains(path))
            return;
        if (FilePath.Fault(path) is { } fault)
        {
            Refuse(path, $"{fault}; such a name cannot be a source");
            return;
        }

        var looked = FileStamp.Now;
        var status = FileStatus.Of($"{root}/{path}", follow: true);
        if (known.Unchanged(path, status) is { } recorded)
        {
            _found[path] = recorded with { Flags = flags };
            return;
        }

        var own = FileStatus.Of($"{root}/{path}", follow: false);
        if (own.Kind == FileKind.Missing)
        {
            _found[path] = new RecordedSource(path, EntryFlags.Missing | flags, default, default);
            return;
        }

        if ((own.Kind == FileKind.Link ? LinkTarget.Fault(root, path) : own.Kind == FileKind.File ? null : "is no file") is { } kindFault)
        {
            Refuse(path, kindFault);
            return;
        }

        _found[path] = new RecordedSource(path, flags | (status.Stamp.IsRacy(looked) ? EntryFlags.Racy : EntryFlags.None), status.Stamp, default);
        _unread.Add((path, status.Stamp));
    }

    bool HasLinkedFolder(string folder)
    {
        for (var end = 0; end < folder.Length;)
        {
            end = folder.IndexOf('/', end + 1) is > 0 and var slash ? slash : folder.Length;
            if (FileStatus.Of($"{root}/{folder[..end]}", follow: false).Kind != FileKind.Link)
                continue;
            Refuse(folder[..end], LinkTarget.Fault(root, folder[..end]) ?? "is a symbolic link to a file where a folder is expected");
            return true;
        }

        return false;
    }

    void ReadNew(int threads, Dictionary<string, SourceReader> readers)
    {
        var digests = new Digest[_unread.Count];
        var faults = new string?[_unread.Count];
        var unreadReaders = _unread.ConvertAll(file => new SourceReader(root, file.Path));
        Parallel.For(0, _unread.Count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, i =>
        {
            try
            {
                digests[i] = unreadReaders[i].Look(_unread[i].Stamp.Size);
            }
            catch (SourceException e)
            {
                faults[i] = e.Message;
            }
        });
        for (var i = 0; i < digests.Length; i++)
        {
            var path = _unread[i].Path;
            if (faults[i] is { } fault)
            {
                _errors.Add(fault);
                _found.Remove(path);
                continue;
            }

            _found[path] = _found[path] with { Digest = digests[i] };
            readers[path] = unreadReaders[i];
        }

        _unread.Clear();
    }

    /// <summary>Looks at files that no pattern names; one that is missing is noted as such.</summary>
    public void AddExtra(IEnumerable<string> paths, Dictionary<string, SourceReader> readers)
    {
        foreach (var path in paths)
        {
            if (!HasLinkedFolder(FilePath.Folder(path)))
                AddFile(path, EntryFlags.Extra);
        }

        ReadNew(1, readers);
    }

    void Refuse(string path, string? fault)
    {
        if (fault is not null && _refused.Add(path))
            _errors.Add($"{path}: {fault}");
    }
}
