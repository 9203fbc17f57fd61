namespace NinjaBuild.ApiServer.Apply;

/// <summary>Who owns fields: an entry of <c>managedFields</c> is this and its set.</summary>
/// <param name="Name">The manager's name.</param>
/// <param name="IsApply">Whether by server-side apply; else by other writes.</param>
/// <param name="ApiVersion">The version of the last write.</param>
/// <param name="Subresource">The subresource; empty for the object itself.</param>
sealed record FieldManager(string Name, bool IsApply, string ApiVersion, string Subresource)
{
    /// <summary>Whether two entries are of one manager: the version of an applier does not count.</summary>
    public bool IsSame(FieldManager other) =>
        Name == other.Name && IsApply == other.IsApply && Subresource == other.Subresource && (IsApply || ApiVersion == other.ApiVersion);
}

/// <summary>The sets of all managers of an object, each with the time of its last change.</summary>
sealed class ManagedFields
{
    readonly List<(FieldManager Manager, FieldSet Set, string Time)> _entries = [];

    public IEnumerable<FieldManager> Managers => _entries.Select(entry => entry.Manager);

    public FieldSet this[FieldManager manager] => _entries.Find(entry => entry.Manager.IsSame(manager)).Set ?? FieldSet.Empty;

    /// <summary>The time of a manager's last change; empty where it has none.</summary>
    public string TimeOf(FieldManager manager) => _entries.Find(entry => entry.Manager.IsSame(manager)).Time ?? "";

    public static ManagedFields Read(object? managedFields)
    {
        var result = new ManagedFields();
        foreach (var entry in managedFields as TreeList ?? [])
        {
            if (entry.Text("manager") is not { } name) continue;
            var manager = new FieldManager(
                name, entry.Text("operation") == "Apply", entry.Text("apiVersion") ?? "", entry.Text("subresource") ?? "");
            result._entries.Add((manager, FieldSet.Read(entry.Mapping("fieldsV1")), entry.Text("time") ?? ""));
        }

        return result;
    }

    /// <summary>The form of <c>metadata.managedFields</c>: appliers first, then by time and name.</summary>
    public TreeList ToList() =>
    [
        .. _entries.OrderByDescending(entry => entry.Manager.IsApply).ThenBy(entry => entry.Time, StringComparer.Ordinal)
            .ThenBy(entry => entry.Manager.Name, StringComparer.Ordinal).Select(entry => (object?)ToTree(entry.Manager, entry.Set, entry.Time)),
    ];

    public ManagedFields Copy()
    {
        var result = new ManagedFields();
        result._entries.AddRange(_entries);
        return result;
    }

    /// <summary>Sets a manager's fields; with none, it is no longer listed.</summary>
    public void Set(FieldManager manager, FieldSet set, string? time = null)
    {
        int at = _entries.FindIndex(entry => entry.Manager.IsSame(manager));
        var when = time ?? (at < 0 ? "" : _entries[at].Time);
        if (at >= 0) _entries.RemoveAt(at);
        if (!set.IsEmpty) _entries.Insert(at < 0 ? _entries.Count : at, (manager, set, when));
    }

    public bool HasSameSets(ManagedFields other) =>
        _entries.Count == other._entries.Count
        && _entries.TrueForAll(entry => other._entries.Exists(its => its.Manager == entry.Manager && its.Set.SetEquals(entry.Set)));

    static Tree ToTree(FieldManager manager, FieldSet set, string time)
    {
        var result = new Tree(StringComparer.Ordinal)
        {
            ["manager"] = manager.Name,
            ["operation"] = manager.IsApply ? "Apply" : "Update",
            ["apiVersion"] = manager.ApiVersion,
            ["time"] = time,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = set.ToTree(),
        };
        if (manager.Subresource.Length > 0) result["subresource"] = manager.Subresource;
        return result;
    }
}
