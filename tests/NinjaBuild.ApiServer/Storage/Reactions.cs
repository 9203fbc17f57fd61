namespace NinjaBuild.ApiServer.Storage;

/// <summary>
/// What a cluster does by itself after a change, one reaction at a time until nothing changes any more: garbage collection, namespaces
/// that empty, controllers. It runs before the request that made the change is answered, so that tests need not wait for it.
/// </summary>
sealed class Reactions(ObjectStore store)
{
    // Controllers that undo each other's work would go on for ever.
    const int MaxRounds = 1_000;

    readonly List<Action<Change>> _reactions = [];
    long _seen = store.Revision;
    bool _isRunning;

    public void Add(Action<Change> reaction) => _reactions.Add(reaction);

    /// <summary>Reacts to all that happened since the last time. The caller holds the store's gate.</summary>
    public void Run()
    {
        if (_isRunning) return;
        _isRunning = true;
        try
        {
            for (int round = 0; round < MaxRounds; round++)
            {
                var changes = store.ChangesAfter(_seen).Changes;
                if (changes.Count == 0) return;
                foreach (var change in changes)
                {
                    _seen = change.Revision;
                    foreach (var reaction in _reactions) reaction(change);
                }
            }

            throw new InvalidOperationException("the controllers of the test cluster find no end");
        }
        finally
        {
            _isRunning = false;
        }
    }
}
