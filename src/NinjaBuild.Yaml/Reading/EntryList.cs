namespace NinjaBuild.Yaml.Reading;

/// <summary>The entries of a mapping while it is read: knows which key stands where, and which ones were merged in.</summary>
sealed class EntryList(YamlDialect dialect)
{
    const int ScanLimit = 8;

    readonly List<YamlEntry> _entries = [];
    Dictionary<string, int>? _index;
    HashSet<string>? _merged;

    /// <summary>Adds an entry of the mapping's own.</summary>
    /// <returns>The earlier key of that name, where that is an error.</returns>
    public YamlScalar? Add(YamlEntry entry)
    {
        int at = IndexOf(entry.Name);
        if (at < 0)
        {
            Append(entry);
            return null;
        }

        if (dialect == YamlDialect.Strict && _merged?.Remove(entry.Name) != true) return _entries[at].Key;
        _entries[at] = entry;
        return null;
    }

    /// <summary>Takes over the entries of another mapping.</summary>
    public void Merge(YamlMapping mapping)
    {
        foreach (var entry in mapping.Entries)
        {
            int at = IndexOf(entry.Name);
            if (at < 0) Append(entry);
            else if (dialect == YamlDialect.Strict && _merged?.Contains(entry.Name) != true) continue;
            else _entries[at] = entry;
            (_merged ??= new HashSet<string>(StringComparer.Ordinal)).Add(entry.Name);
        }
    }

    public IReadOnlyList<YamlEntry> ToList() => _entries.ToArray();

    void Append(YamlEntry entry)
    {
        _index?.Add(entry.Name, _entries.Count);
        _entries.Add(entry);
    }

    int IndexOf(string name)
    {
        if (_index is not null) return _index.TryGetValue(name, out int at) ? at : -1;
        for (int i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Name == name) return i;
        }

        if (_entries.Count < ScanLimit) return -1;
        _index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < _entries.Count; i++) _index.Add(_entries[i].Name, i);
        return -1;
    }
}
