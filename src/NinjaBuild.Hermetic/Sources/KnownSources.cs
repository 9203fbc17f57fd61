namespace NinjaBuild.Hermetic;

/// <summary>What the record knows of sources, for those whose stamps still hold.</summary>
sealed class KnownSources
{
    readonly Dictionary<string, RecordedSource> _sources;
    readonly Dictionary<string, List<(string Name, FileKind Kind)>> _listings = [];

    /// <summary>Unpacks the sources of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="withListings">Whether it was made with the same layout, so that its folders tell what they hold.</param>
    public KnownSources(BuildRecord record, bool withListings)
    {
        _sources = new Dictionary<string, RecordedSource>(record.Sources.Length);
        foreach (var row in record.Sources)
        {
            var source = record.Unpack(row);
            _sources[source.Path] = source;
        }

        if (withListings)
            ListChildren();
    }

    /// <summary>All of them.</summary>
    public IReadOnlyDictionary<string, RecordedSource> All => _sources;

    /// <summary>The recorded file, where it still has the stamp that it had.</summary>
    public RecordedSource? Unchanged(string path, FileStatus now) =>
        now.Kind == FileKind.File && _sources.TryGetValue(path, out var source)
        && (source.Flags & ~EntryFlags.Extra) == EntryFlags.None && source.Stamp == now.Stamp
            ? source : null;

    /// <summary>What a folder holds that matters, where it still has the stamp that it had; else null.</summary>
    public List<(string Name, FileKind Kind)>? Listing(string folder, FileStatus now) =>
        _sources.TryGetValue(folder, out var source) && source.Flags == EntryFlags.Folder && source.Stamp == now.Stamp
        && _listings.TryGetValue(folder, out var listing)
            ? listing : null;

    void ListChildren()
    {
        foreach (var source in _sources.Values)
        {
            if (source.Flags.HasFlag(EntryFlags.Folder))
                _listings.TryAdd(source.Path, []);
        }

        foreach (var source in _sources.Values)
        {
            if (source.Path.Length == 0 || (source.Flags & (EntryFlags.Missing | EntryFlags.Extra)) != EntryFlags.None)
                continue;
            var folder = FilePath.Folder(source.Path);
            var name = folder.Length == 0 ? source.Path : source.Path[(folder.Length + 1)..];
            if (_listings.TryGetValue(folder, out var listing))
                listing.Add((name, source.Flags.HasFlag(EntryFlags.Folder) ? FileKind.Folder : FileKind.File));
        }
    }
}
