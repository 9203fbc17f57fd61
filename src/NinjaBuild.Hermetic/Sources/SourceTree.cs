using System.Diagnostics.CodeAnalysis;

namespace NinjaBuild.Hermetic;

/// <summary>
/// The sources of a workspace as they are now, and how they differ from those of the last build. Where nothing differs, finding that out
/// took one look at each file and folder, and no file was read or folder listed. For one thread, but for the contents of files.
/// </summary>
public sealed class SourceTree
{
    readonly string _root;
    readonly SourceLayout _layout;
    readonly BuildRecord _record;
    readonly Dictionary<string, SourceReader> _readers = [];
    readonly List<string> _errors = [];
    readonly HashSet<string> _wanted = [];
    KnownSources? _known;
    SourceScan? _scan;
    Dictionary<string, RecordedSource>? _sources;
    List<SourceChange>? _changes;

    SourceTree(string root, SourceLayout layout, BuildRecord record) => (_root, _layout, _record) = (root, layout, record);

    /// <summary>Whether each source is as the last build saw it.</summary>
    public bool IsUnchanged => _record is { IsEmpty: false } && Changes.Count == 0 && _errors.Count == 0;

    /// <summary>Whether the record is to be saved although no source differs: a file was touched, or its old stamp could not be trusted.</summary>
    public bool HasNewStamps { get; private set; }

    /// <summary>How the sources differ from those of the last build, sorted by path. After an empty record every source is added.</summary>
    public IReadOnlyList<SourceChange> Changes => _changes ??= [];

    /// <summary>What is wrong with the sources themselves: links out of the workspace, unreadable files. One text each, path first.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>All files that the layout's patterns name, sorted by path. Their contents are read when they are asked for.</summary>
    public IReadOnlyList<FileContent> Files
    {
        get
        {
            var files = Sources.Values.Where(static source => source.Flags is EntryFlags.None or EntryFlags.Racy).Select(ToContent).ToList();
            files.Sort(static (x, y) => string.CompareOrdinal(x.Path, y.Path));
            return files;
        }
    }

    internal IReadOnlyDictionary<string, RecordedSource> Sources => _sources ??= new Dictionary<string, RecordedSource>(Known.All);

    internal SourceLayout Layout => _layout;

    /// <summary>What the next build is to know: all but files that are gone and that nobody asked for any more.</summary>
    internal IEnumerable<RecordedSource> ToRecord() => Sources.Values.Where(
        source => !source.Flags.HasFlag(EntryFlags.Missing | EntryFlags.Extra) || _wanted.Contains(source.Path));

    KnownSources Known => _known ??= new KnownSources(_record, _record.Layout == _layout.ToString());

    /// <summary>Looks at a workspace.</summary>
    /// <param name="root">Its root folder.</param>
    /// <param name="layout">Where its sources are.</param>
    /// <param name="record">The last build.</param>
    /// <param name="threads">How many threads may look; 0 for the number of processors.</param>
    public static SourceTree Look(string root, SourceLayout layout, BuildRecord record, int threads = 0)
    {
        var tree = new SourceTree(Path.GetFullPath(root).Replace('\\', '/').TrimEnd('/'), layout, record);
        var count = threads == 0 ? Environment.ProcessorCount : threads;
        if (record.IsEmpty || record.Layout != layout.ToString() || StampCheck.Sources(record, tree._root, count).Count > 0)
            tree.Scan(count);
        return tree;
    }

    /// <summary>
    /// Finds a source by its path in the workspace, also one that no pattern names; such a file counts among the sources from now on.
    /// A file that is missing, is no file, or lies behind a link out of the workspace is not found; the latter are among <see cref="Errors"/>.
    /// </summary>
    public bool TryFind(string path, [NotNullWhen(true)] out FileContent? file)
    {
        file = null;
        _wanted.Add(path);
        if (!Sources.TryGetValue(path, out var source))
        {
            if (FilePath.Fault(path) is { } fault)
            {
                AddErrors([$"{path}: {fault}; a path within the workspace is needed"]);
                return false;
            }

            _scan ??= new SourceScan(_root, _layout, Known);
            _scan.AddExtra([path], _readers);
            AddErrors(_scan.Errors);
            if (!_scan.Found.TryGetValue(path, out source))
                return false;
            _sources![path] = source;
            HasNewStamps = true;
        }

        file = (source.Flags & (EntryFlags.Missing | EntryFlags.Folder)) == EntryFlags.None ? ToContent(source) : null;
        return file is not null;
    }

    void Scan(int threads)
    {
        _scan = new SourceScan(_root, _layout, Known);
        _scan.Run(threads, _readers);
        _scan.AddExtra(Known.All.Values.Where(static source => source.Flags.HasFlag(EntryFlags.Extra)).Select(static source => source.Path), _readers);
        _sources = new Dictionary<string, RecordedSource>(_scan.Found);
        AddErrors(_scan.Errors);
        _changes = Compare(Known.All, _sources);
        HasNewStamps = true;
    }

    void AddErrors(IEnumerable<string> errors)
    {
        foreach (var error in errors)
        {
            if (!_errors.Contains(error))
                _errors.Add(error);
        }
    }

    static List<SourceChange> Compare(IReadOnlyDictionary<string, RecordedSource> before, Dictionary<string, RecordedSource> now)
    {
        var changes = new List<SourceChange>();
        foreach (var source in now.Values.Where(IsFile))
        {
            if (!before.TryGetValue(source.Path, out var old) || !IsFile(old))
                changes.Add(new SourceChange(source.Path, SourceChangeKind.Added));
            else if (old.Digest != source.Digest)
                changes.Add(new SourceChange(source.Path, SourceChangeKind.Changed));
        }

        foreach (var old in before.Values.Where(IsFile))
        {
            if (!now.TryGetValue(old.Path, out var source) || !IsFile(source))
                changes.Add(new SourceChange(old.Path, SourceChangeKind.Removed));
        }

        changes.Sort(static (x, y) => string.CompareOrdinal(x.Path, y.Path));
        return changes;

        static bool IsFile(RecordedSource source) => (source.Flags & (EntryFlags.Missing | EntryFlags.Folder)) == EntryFlags.None;
    }

    FileContent ToContent(RecordedSource source)
    {
        if (!_readers.TryGetValue(source.Path, out var reader))
            _readers[source.Path] = reader = new SourceReader(_root, source.Path);
        return new FileContent(source.Path, source.Digest, reader);
    }
}
