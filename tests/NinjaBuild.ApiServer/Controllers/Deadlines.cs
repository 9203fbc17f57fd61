namespace NinjaBuild.ApiServer.Controllers;

/// <summary>Wakes the controllers when the first of their deadlines has come, by the clock of the cluster.</summary>
sealed class Deadlines(TimeProvider clock, Action wake) : IDisposable
{
    readonly Lock _gate = new();
    DateTimeOffset? _next;
    ITimer? _timer;

    public void Add(DateTimeOffset due)
    {
        lock (_gate)
        {
            if (_next is { } next && next <= due && next > clock.GetUtcNow()) return;
            _next = due;
            _timer?.Dispose();
            var wait = due - clock.GetUtcNow();
            _timer = clock.CreateTimer(_ => Wake(), state: null, wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate) _timer?.Dispose();
    }

    void Wake()
    {
        lock (_gate) _next = null;
        wake();
    }
}
