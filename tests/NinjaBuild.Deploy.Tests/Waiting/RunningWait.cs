using NinjaBuild.Deploy.Waiting;

namespace NinjaBuild.Deploy.Tests.Waiting;

/// <summary>A wait that is under way, and what it reported so far: <c>Deployment web = Progressing: 0 of 1 pods are available</c>.</summary>
sealed class RunningWait : IProgress<ObjectProgress>
{
    readonly WaitClock _clock;
    readonly Lock _gate = new();
    readonly List<string> _lines = [];
    readonly List<int> _timers = [];
    TaskCompletionSource _reported = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RunningWait(WaitClock clock, Func<IProgress<ObjectProgress>, Task<WaveOutcome>> start)
    {
        _clock = clock;
        Outcome = start(this);
    }

    public Task<WaveOutcome> Outcome { get; }

    /// <summary>What was reported, in order.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    public void Report(ObjectProgress value)
    {
        lock (_gate)
        {
            _lines.Add($"{value.Identity.Kind} {value.Identity.Name} = {value.Health}");
            _timers.Add(_clock.Timers);
            _reported.SetResult();
            _reported = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until a report with some words has come, and the wait has nothing left to do but to wait.</summary>
    public async Task UntilAsync(string words)
    {
        while (true)
        {
            int found;
            int timers;
            Task next;
            lock (_gate)
            {
                found = _lines.FindLastIndex(line => line.Contains(words, StringComparison.Ordinal));
                timers = found < 0 ? 0 : _timers[found];
                next = _reported.Task;
            }

            if (found >= 0)
            {
                await Task.WhenAny(_clock.SetAsync(timers), Outcome);
                return;
            }

            await Task.WhenAny(next, Outcome).WaitAsync(TimeSpan.FromSeconds(30));
            Assert.False(Outcome.IsCompleted && !next.IsCompleted, $"\"{words}\" was never reported, but:\n{string.Join('\n', Lines)}");
        }
    }

    /// <summary>The outcome, which is due without any more time.</summary>
    public async Task<WaveOutcome> EndAsync()
    {
        try
        {
            return await Outcome.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"the wait goes on; it reported:\n{string.Join('\n', Lines)}", late);
        }
    }
}
