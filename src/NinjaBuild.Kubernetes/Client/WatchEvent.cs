namespace NinjaBuild.Kubernetes.Client;

/// <summary>What a watch tells.</summary>
public enum WatchEventKind
{
    /// <summary>The list starts anew: whatever was told before may no longer be there.</summary>
    Reset,

    /// <summary>An object is there, or has changed.</summary>
    Changed,

    /// <summary>An object is gone, or no longer selected.</summary>
    Deleted,

    /// <summary>All that was there at the <see cref="Reset"/> has been told.</summary>
    Synced,
}

/// <summary>An event of a watch.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Object">
/// The object: its last state where it was deleted; null for <see cref="WatchEventKind.Reset"/> and <see cref="WatchEventKind.Synced"/>.
/// </param>
public sealed record WatchEvent(WatchEventKind Kind, IReadOnlyDictionary<string, object?>? Object);
