using System.Globalization;
using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Requests;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Watching;

/// <summary>Where a watch stands, and the events that are next.</summary>
sealed class Watch
{
    static readonly byte[] NewLine = "\n"u8.ToArray();

    readonly ObjectStore _store;
    readonly ApiResource _resource;
    readonly string? _namespace;
    readonly Func<Tree, bool> _isSelected;
    readonly Func<Tree, Tree> _form;
    readonly bool _wantsInitialEnd;
    bool _isStarted;
    int _sent;
    long _position;

    public Watch(ObjectStore store, ApiRequest request, ApiResource resource)
    {
        _store = store;
        _resource = resource;
        _namespace = resource.IsNamespaced && request.Namespace.Length > 0 ? request.Namespace : null;
        _isSelected = ListRequests.Selection(request);
        _form = Representations.Form(request, resource);
        TakesBookmarks = request.Query.GetValueOrDefault("allowWatchBookmarks") is "true" or "1";
        _wantsInitialEnd = request.Query.GetValueOrDefault("sendInitialEvents") is "true" or "1";

        // Without a version, or with 0, a watch starts with what is there.
        var version = request.Query.GetValueOrDefault("resourceVersion") ?? "";
        _isStarted = !_wantsInitialEnd && version is not ("" or "0");
        if (_isStarted && !long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _position))
            throw StatusFailure.BadRequest($"invalid resource version: {version}");
    }

    public bool TakesBookmarks { get; }

    /// <summary>Whether nothing comes any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether there were more events than may be sent.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The events that are due, and a task that ends when there may be more.</summary>
    public (List<byte[]> Lines, Task Next) Next(int maxEvents)
    {
        lock (_store.Gate)
        {
            var lines = new List<byte[]>();
            if (!_isStarted) Start(lines);
            if (_position < _store.CompactedRevision)
            {
                IsOver = true;
                var expired = StatusFailure.Expired($"too old resource version: {_position} ({_store.CompactedRevision})");
                lines.Add(Line("ERROR", expired.ToTree()));
                return (lines, Task.CompletedTask);
            }

            var (changes, next) = _store.ChangesAfter(_position);
            foreach (var change in changes)
            {
                _position = change.Revision;
                if (change.Key.GroupResource == _resource.GroupResource && (_namespace is null || change.Key.Namespace == _namespace)) Add(lines, change, maxEvents);
                if (IsCut) break;
            }

            return (lines, next);
        }
    }

    public byte[] Bookmark(bool isInitialEnd = false)
    {
        var metadata = new Tree { ["resourceVersion"] = _position.ToString(CultureInfo.InvariantCulture), ["creationTimestamp"] = null };
        if (isInitialEnd) metadata["annotations"] = new Tree { ["k8s.io/initial-events-end"] = "true" };
        return Line("BOOKMARK", new Tree { ["kind"] = _resource.Kind, ["apiVersion"] = _resource.Type.ApiVersion, ["metadata"] = metadata });
    }

    void Start(List<byte[]> lines)
    {
        _isStarted = true;
        _position = _store.Revision;
        foreach (var found in _store.List(_resource.GroupResource, _namespace))
        {
            if (!_isSelected(found.Tree)) continue;
            lines.Add(Line("ADDED", _form(found.Tree)));
            _sent++;
        }

        if (_wantsInitialEnd && TakesBookmarks) lines.Add(Bookmark(isInitialEnd: true));
    }

    // An object that no longer meets the selectors is deleted as far as the watch goes, and one that meets them now is new.
    void Add(List<byte[]> lines, Change change, int maxEvents)
    {
        bool was = change.Before is { } before && _isSelected(before.Tree);
        bool isNow = change.After is { } after && _isSelected(after.Tree);
        if (!was && !isNow) return;
        if (_sent >= maxEvents)
        {
            IsCut = true;
            return;
        }

        var line = (was, isNow) switch
        {
            (true, true) => Line("MODIFIED", _form(change.After!.Tree)),
            (false, true) => Line("ADDED", _form(change.After!.Tree)),
            _ => Line("DELETED", _form(Gone(change))),
        };
        lines.Add(line);
        _sent++;
    }

    static Tree Gone(Change change)
    {
        var last = (change.Before ?? change.After)!.Tree.Copied();
        last.Own("metadata")["resourceVersion"] = change.Revision.ToString(CultureInfo.InvariantCulture);
        return last;
    }

    static byte[] Line(string type, Tree tree) => [.. JsonTree.Write(new Tree { ["type"] = type, ["object"] = tree }), .. NewLine];
}
