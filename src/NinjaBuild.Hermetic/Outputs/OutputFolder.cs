namespace NinjaBuild.Hermetic;

/// <summary>
/// A folder of the output root that holds exactly what an action made. It is written where it differs only, and replaced as a whole:
/// built anew beside, with links to the files that stay, then put in place.
/// </summary>
/// <param name="root">The output root.</param>
/// <param name="folder">Path of the folder below it.</param>
sealed class OutputFolder(OutputRoot root, string folder)
{
    // No later change can leave the stamp of a file whose time lies this far back.
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    readonly string _path = $"{root.Folder}/{folder}";

    /// <summary>The first recorded file or folder that is no longer as recorded, by its path below the output root; null for none.</summary>
    public string? Damage(RecordedOutput recorded)
    {
        foreach (var entry in recorded.Entries)
        {
            if (!IsAsRecorded(entry))
                return entry.Path;
        }

        return null;
    }

    /// <summary>Makes the folder hold the files and nothing else.</summary>
    /// <param name="label">Label of the action that made them.</param>
    /// <param name="files">The files.</param>
    /// <param name="recorded">The folder as the last build left it.</param>
    /// <param name="isWritten">Whether anything had to be written.</param>
    /// <exception cref="OutputException">It cannot be written; the folder is as it was.</exception>
    public RecordedOutput Write(string label, FileTree files, RecordedOutput? recorded, out bool isWritten)
    {
        var unchanged = OutputRoot.Guard(_path, () => Unchanged(files, recorded));
        isWritten = unchanged.Count < files.Count || !HoldsNothingElse(files);
        if (isWritten)
            Replace(files, unchanged);
        return new RecordedOutput { Folder = folder, Label = label, RootDigest = files.RootDigest, Entries = Entries(files) };
    }

    bool IsAsRecorded(OutputEntry entry)
    {
        var now = FileStatus.Of($"{root.Folder}/{entry.Path}", follow: false);
        return now.Kind == (entry.IsFolder ? FileKind.Folder : FileKind.File) && now.Stamp == entry.Stamp;
    }

    /// <summary>Paths of the files that are there already as they should be.</summary>
    HashSet<string> Unchanged(FileTree files, RecordedOutput? recorded)
    {
        var unchanged = new HashSet<string>();
        if (FileStatus.Of(_path, follow: false).Kind != FileKind.Folder)
            return unchanged;

        var known = new Dictionary<string, OutputEntry>();
        foreach (var entry in recorded?.Entries ?? [])
            known[entry.Path] = entry;
        foreach (var file in files)
        {
            var path = $"{folder}/{file.Path}";
            if (known.TryGetValue(path, out var entry) && IsAsRecorded(entry) ? entry.Digest == file.Digest : HasContent($"{root.Folder}/{path}", file.Digest))
                unchanged.Add(file.Path);
        }

        return unchanged;
    }

    static bool HasContent(string path, Digest digest)
    {
        var looked = FileStamp.Now;
        var status = FileStatus.Of(path, follow: false);
        if (status.Kind != FileKind.File || status.Stamp.Size != digest.Size || status.Stamp.IsRacy(looked))
            return false;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return Digest.Of(file) == digest;
    }

    bool HoldsNothingElse(FileTree files)
    {
        var expected = FoldersOf(files);
        return Holds("");

        bool Holds(string below)
        {
            var path = FilePath.Join(_path, below);
            var looked = FileStamp.Now;
            if (FileStatus.Of(path, follow: false).Stamp.IsRacy(looked))
                return false;
            foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos())
            {
                var name = FilePath.Join(below, entry.Name);
                var isFolder = entry.Attributes.HasFlag(FileAttributes.Directory) && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
                if (isFolder ? !expected.Contains(name) || !Holds(name) : !files.Contains(name))
                    return false;
            }

            return true;
        }
    }

    void Replace(FileTree files, HashSet<string> unchanged)
    {
        var temporary = root.NewTemporary();
        try
        {
            OutputRoot.Guard(_path, () =>
            {
                Build(temporary, files, unchanged);
                root.Place(temporary, _path);
                return true;
            });
        }
        catch
        {
            OutputRoot.DropTemporary(temporary);
            throw;
        }
    }

    void Build(string path, FileTree files, HashSet<string> unchanged)
    {
        var written = DateTime.UtcNow - Settled;
        var folders = FoldersOf(files);
        foreach (var below in folders)
            Directory.CreateDirectory(FilePath.Join(path, below));
        foreach (var file in files)
        {
            var name = $"{path}/{file.Path}";
            if (unchanged.Contains(file.Path) && FolderSwap.TryLink($"{_path}/{file.Path}", name))
                continue;
            using var handle = File.OpenHandle(name, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            RandomAccess.Write(handle, file.Content, 0);
            File.SetLastWriteTimeUtc(handle, written);
        }

        foreach (var below in folders)
            Directory.SetLastWriteTimeUtc(FilePath.Join(path, below), written);
    }

    OutputEntry[] Entries(FileTree files)
    {
        var folders = FoldersOf(files);
        var entries = new List<OutputEntry>(folders.Count + files.Count);
        foreach (var below in folders)
            entries.Add(new OutputEntry(FilePath.Join(folder, below), true, Stamp(below), default));
        foreach (var file in files)
            entries.Add(new OutputEntry($"{folder}/{file.Path}", false, Stamp(file.Path), file.Digest));
        return [.. entries];

        FileStamp Stamp(string below) => FileStatus.Of(FilePath.Join(_path, below), follow: false).Stamp;
    }

    static SortedSet<string> FoldersOf(FileTree files)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal) { "" };
        var last = "";
        foreach (var file in files)
        {
            var below = FilePath.Folder(file.Path);
            if (below == last)
                continue;
            last = below;
            while (below.Length > 0 && folders.Add(below))
                below = FilePath.Folder(below);
        }

        return folders;
    }
}
