namespace NinjaBuild.Kubernetes.Client.Http;

/// <summary>
/// For how long a server has answered nobody, so that many requests do not each wait for it anew, one after another.
/// </summary>
sealed class Outage(TimeProvider time)
{
    readonly Lock _gate = new();
    long? _start;

    /// <summary>How long it has lasted.</summary>
    public TimeSpan Duration
    {
        get
        {
            lock (_gate) return _start is { } start ? time.GetElapsedTime(start) : TimeSpan.Zero;
        }
    }

    /// <summary>A request found nobody.</summary>
    public void Begin()
    {
        lock (_gate) _start ??= time.GetTimestamp();
    }

    /// <summary>A request was answered.</summary>
    public void End()
    {
        lock (_gate) _start = null;
    }
}
