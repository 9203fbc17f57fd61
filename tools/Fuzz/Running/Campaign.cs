using System.Collections.Concurrent;
using System.Diagnostics;
using NinjaBuild.Fuzz.Targets;

namespace NinjaBuild.Fuzz.Running;

/// <summary>Shares the time among the targets, runs a worker for each, and says what was found.</summary>
sealed class Campaign(FuzzOptions options)
{
    readonly Lock _console = new();
    readonly IFuzzTarget[] _targets = options.Targets.Count == 0
        ? [.. TargetList.All]
        : [.. options.Targets.Distinct().Select(name => TargetList.Find(name)!)];

    /// <summary>Runs all targets.</summary>
    /// <returns>The exit code: 1 where there are findings.</returns>
    public int Run()
    {
        var waiting = new ConcurrentQueue<IFuzzTarget>(_targets);
        var jobs = Math.Min(options.Jobs, _targets.Length);
        var minutes = options.Minutes * jobs / _targets.Length;
        var threads = Enumerable.Range(0, jobs).Select(_ => new Thread(() =>
        {
            while (waiting.TryDequeue(out var target))
                Run(target, minutes);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return _targets.Sum(target => Finding.Count(target.Name)) == 0 ? 0 : 1;
    }

    void Run(IFuzzTarget target, double minutes)
    {
        Finding.Clear(target.Name);
        var watch = Stopwatch.StartNew();
        var runs = new WatchedWorker(target, options.Seed).Run(TimeSpan.FromMinutes(minutes));
        var findings = Finding.Count(target.Name);
        lock (_console)
        {
            Console.WriteLine($"{target.Name,-20} {runs,10:N0} runs {runs / watch.Elapsed.TotalSeconds,9:N0} a second {findings,4} findings"
                + (findings > 0 ? $": {Places.Findings(target.Name)}" : ""));
        }
    }
}
