using System.Threading.Channels;
using NinjaBuild.ApiServer;

namespace NinjaBuild.Deploy.Tests.Records;

/// <summary>A clock that stands still until it is moved, whose time of day can jump, and that tells when a timer is set anew.</summary>
sealed class TestClock : TimeProvider
{
    readonly ManualClock _time = new();
    readonly Lock _advancing = new();
    readonly Channel<bool> _rearmed = Channel.CreateUnbounded<bool>();
    TimeSpan _jumped;

    /// <summary>Pauses of this length are over at once.</summary>
    public TimeSpan? Skipped { get; init; }

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow() + _jumped;

    public override long GetTimestamp() => _time.GetTimestamp();

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time)
    {
        lock (_advancing) _time.Advance(time);
    }

    /// <summary>Sets the time of day.</summary>
    public void JumpBy(TimeSpan time) => _jumped += time;

    /// <summary>Waits until a timer was set anew, once for each time that it was.</summary>
    public Task RearmedAsync() => _rearmed.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(_time.CreateTimer(callback, state, dueTime, period), _rearmed.Writer);
        if (dueTime == Skipped && period == Timeout.InfiniteTimeSpan)
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        return timer;
    }

    sealed class TestTimer(ITimer timer, ChannelWriter<bool> rearmed) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool isChanged = timer.Change(dueTime, period);
            rearmed.TryWrite(isChanged);
            return isChanged;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

/// <summary>A clock on which every pause is over at once.</summary>
sealed class ImpatientClock : TimeProvider
{
    long _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _passed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Add(ref _passed, dueTime.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
