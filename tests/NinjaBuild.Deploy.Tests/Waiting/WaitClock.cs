using NinjaBuild.ApiServer;

namespace NinjaBuild.Deploy.Tests.Waiting;

/// <summary>A clock that stands still until it is moved, whose time of day jumps, and that counts the timers that were set.</summary>
sealed class WaitClock(ManualClock time) : TimeProvider
{
    readonly Lock _gate = new();
    TaskCompletionSource _set = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _timers;

    /// <summary>By how much the time of day differs from the time that passes.</summary>
    public TimeSpan Jump { get; set; }

    public override long TimestampFrequency => time.TimestampFrequency;

    /// <summary>How many timers were set so far.</summary>
    public int Timers => Volatile.Read(ref _timers);

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Jump;

    public override long GetTimestamp() => time.GetTimestamp();

    public void Advance(TimeSpan by) => time.Advance(by);

    /// <summary>Waits until more than so many timers were set.</summary>
    public async Task SetAsync(int moreThan)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_timers > moreThan)
                    return;
                next = _set.Task;
            }

            await next.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = time.CreateTimer(callback, state, dueTime, period);
        lock (_gate)
        {
            _timers++;
            _set.SetResult();
            _set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return timer;
    }
}
