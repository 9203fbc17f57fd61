using System.Globalization;
using NinjaBuild.ApiServer.Objects;

namespace NinjaBuild.ApiServer.Storage;

/// <summary>
/// All objects, and the history of their changes under one rising revision. Whoever reads and then writes holds <see cref="Gate"/>.
/// </summary>
sealed class ObjectStore
{
    readonly SortedDictionary<ObjectKey, StoredObject> _objects = new(ObjectKeyOrder.Instance);
    readonly Dictionary<string, SortedDictionary<ObjectKey, StoredObject>> _byResource = new(StringComparer.Ordinal);
    readonly Dictionary<string, SortedSet<ObjectKey>> _byOwner = new(StringComparer.Ordinal);
    readonly List<Change> _history = [];
    TaskCompletionSource _next = NewSignal();

    public Lock Gate { get; } = new();

    /// <summary>The revision of the last change.</summary>
    public long Revision { get; private set; } = 1;

    /// <summary>The history before this revision is gone.</summary>
    public long CompactedRevision { get; private set; }

    public StoredObject? Get(ObjectKey key)
    {
        lock (Gate) return _objects.GetValueOrDefault(key);
    }

    /// <summary>The objects of a resource by namespace and name.</summary>
    /// <param name="groupResource">The resource.</param>
    /// <param name="ns">The namespace; null for all.</param>
    public List<StoredObject> List(string groupResource, string? ns = null)
    {
        lock (Gate)
        {
            if (!_byResource.TryGetValue(groupResource, out var objects)) return [];
            return ns is null ? [.. objects.Values] : [.. objects.Values.Where(found => found.Key.Namespace == ns)];
        }
    }

    /// <summary>The objects that name an owner.</summary>
    /// <param name="uid">The owner's uid.</param>
    public List<StoredObject> OwnedBy(string uid)
    {
        lock (Gate) return _byOwner.TryGetValue(uid, out var keys) ? [.. keys.Select(key => _objects[key])] : [];
    }

    /// <summary>All objects that meet a condition.</summary>
    public List<StoredObject> Where(Func<StoredObject, bool> condition)
    {
        lock (Gate) return [.. _objects.Values.Where(condition)];
    }

    /// <summary>Keeps an object under a new revision, which is written into it.</summary>
    public StoredObject Put(ObjectKey key, Tree tree)
    {
        lock (Gate)
        {
            tree.Own("metadata")["resourceVersion"] = (Revision + 1).ToString(CultureInfo.InvariantCulture);
            var stored = new StoredObject(key, tree, Revision + 1);
            var before = _objects.GetValueOrDefault(key);
            _objects[key] = stored;
            if (!_byResource.TryGetValue(key.GroupResource, out var objects)) _byResource[key.GroupResource] = objects = new(ObjectKeyOrder.Instance);
            objects[key] = stored;
            Unlink(before);
            foreach (var uid in OwnersOf(stored)) Owned(uid).Add(key);
            Record(new Change(Revision + 1, key, before, stored));
            return stored;
        }
    }

    public void Remove(ObjectKey key)
    {
        lock (Gate)
        {
            if (!_objects.Remove(key, out var before)) return;
            _byResource[key.GroupResource].Remove(key);
            Unlink(before);
            Record(new Change(Revision + 1, key, before, After: null));
        }
    }

    /// <summary>The changes after a revision, and a task that ends with the next one.</summary>
    public (IReadOnlyList<Change> Changes, Task Next) ChangesAfter(long revision)
    {
        lock (Gate)
        {
            // Revisions rise by one with each change, so that the place follows from the number.
            int from = _history.Count == 0 ? 0 : (int)Math.Max(0, revision + 1 - _history[0].Revision);
            return (from < _history.Count ? _history.GetRange(from, _history.Count - from) : [], _next.Task);
        }
    }

    /// <summary>Forgets the history: every revision that anybody knows is too old to go on from.</summary>
    public void Compact()
    {
        lock (Gate)
        {
            CompactedRevision = ++Revision;
            _history.Clear();
            Signal();
        }
    }

    /// <summary>Wakes those who wait for the next change.</summary>
    public void Signal()
    {
        lock (Gate)
        {
            var woken = _next;
            _next = NewSignal();
            woken.SetResult();
        }
    }

    void Unlink(StoredObject? gone)
    {
        if (gone is null) return;
        foreach (var uid in OwnersOf(gone))
        {
            Owned(uid).Remove(gone.Key);
            if (_byOwner[uid].Count == 0) _byOwner.Remove(uid);
        }
    }

    SortedSet<ObjectKey> Owned(string uid)
    {
        if (!_byOwner.TryGetValue(uid, out var keys)) _byOwner[uid] = keys = new SortedSet<ObjectKey>(ObjectKeyOrder.Instance);
        return keys;
    }

    static IEnumerable<string> OwnersOf(StoredObject found) =>
        found.Tree.Items("metadata", "ownerReferences").Select(owner => owner.Text("uid")).OfType<string>().Distinct();

    void Record(Change change)
    {
        Revision = change.Revision;
        _history.Add(change);
        Signal();
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
