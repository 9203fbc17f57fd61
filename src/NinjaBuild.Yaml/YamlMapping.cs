namespace NinjaBuild.Yaml;

/// <summary>A mapping. Merge keys (<c>&lt;&lt;</c>) are already resolved.</summary>
public sealed class YamlMapping : YamlNode
{
    // Most mappings of a declaration have a handful of keys, where a scan beats a dictionary.
    const int ScanLimit = 12;

    readonly Dictionary<string, YamlNode>? _index;

    /// <summary>Makes one; programs that combine documents need it.</summary>
    public YamlMapping(Position at, IReadOnlyList<YamlEntry> entries)
        : base(at)
    {
        Entries = entries;
        if (entries.Count <= ScanLimit) return;
        _index = new Dictionary<string, YamlNode>(entries.Count, StringComparer.Ordinal);
        foreach (var entry in entries) _index.TryAdd(entry.Name, entry.Value);
    }

    /// <summary>The entries in the order of the source; no two have one name.</summary>
    public IReadOnlyList<YamlEntry> Entries { get; }

    /// <summary>The value of the entry with this name, or null where there is none.</summary>
    /// <param name="key">The name (<see cref="YamlEntry.Name"/>).</param>
    public YamlNode? this[string key]
    {
        get
        {
            if (_index is not null) return _index.GetValueOrDefault(key);
            foreach (var entry in Entries)
            {
                if (entry.Name == key) return entry.Value;
            }

            return null;
        }
    }
}
