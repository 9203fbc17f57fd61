namespace NinjaBuild.ApiServer;

/// <summary>
/// A clock for code that waits before it tries again: whoever waits has waited, and the clock has moved on. What it says the time of day
/// is makes no sense, so that nobody relies on it.
/// </summary>
public sealed class LeapingClock : TimeProvider
{
    readonly Lock _gate = new();
    readonly List<TimeSpan> _waits = [];
    long _ticks;
    int _looks;

    /// <summary>How long was waited each time.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate) return [.. _waits];
        }
    }

    /// <summary>How much time has passed.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(GetTimestamp());

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        Interlocked.Increment(ref _looks) % 2 == 0 ? DateTimeOffset.UnixEpoch : new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LeapingTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    void Wait(TimeSpan time, Action callback)
    {
        lock (_gate) _waits.Add(time);
        Interlocked.Add(ref _ticks, time.Ticks);
        ThreadPool.QueueUserWorkItem(_ => callback());
    }

    sealed class LeapingTimer(LeapingClock clock, Action callback) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime >= TimeSpan.Zero) clock.Wait(dueTime, callback);
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
