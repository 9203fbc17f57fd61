using System.Diagnostics;

namespace NinjaBuild.Fuzz.Running;

/// <summary>A worker process that is started anew when it hangs, takes too much memory or crashes; each of these is a finding.</summary>
sealed class WatchedWorker(IFuzzTarget target, int seed)
{
    const long MostMemory = 4L << 30;
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    int _hangs;

    /// <summary>Runs for that long.</summary>
    /// <returns>The number of runs.</returns>
    public long Run(TimeSpan time)
    {
        var state = Path.Combine(Path.GetTempPath(), $"fuzz-{Environment.ProcessId}-{target.Name}");
        try
        {
            using var current = new CurrentInput(state);
            var hostile = target.Hostile(Worker.HostileSize).Count();
            for (var number = 0; number < hostile; number = current.Hostile + 1)
                Run(current, [target.Name, "--state", state, "--hostile-from", $"{number}"]);

            var watch = Stopwatch.StartNew();
            for (var round = 0; round == 0 || watch.Elapsed < time; round++)
                Run(current, [target.Name, "--state", state, "--minutes", $"{(time - watch.Elapsed).TotalMinutes}", "--seed", $"{seed + round}"]);
            return current.Runs;
        }
        finally
        {
            File.Delete(state);
        }
    }

    void Run(CurrentInput current, ReadOnlySpan<string> arguments)
    {
        current.Started = 0;
        using var worker = Start(arguments);
        var errors = worker.StandardError.ReadToEndAsync();
        if (Watch(worker, current) is { } fault)
            Keep(current, fault, "");
        else if (worker.ExitCode != 0)
            Keep(current, "crash", errors.Result);
    }

    static Process Start(ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardError = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(WatchedWorker).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        // What asks for more ends in an exception that tells where.
        start.Environment["DOTNET_GCHeapHardLimit"] = $"{MostMemory - (512L << 20):X}";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        return Process.Start(start)!;
    }

    /// <summary>Waits for the worker's end; kills it where it hangs or takes too much.</summary>
    static string? Watch(Process worker, CurrentInput current)
    {
        while (!worker.WaitForExit(TimeSpan.FromMilliseconds(200)))
        {
            var longest = (current.Hostile < 0 ? Worker.Longest : Worker.LongestHostile) + Grace;
            var fault = current.Started is > 0 and var started && Environment.TickCount64 - started > longest.TotalMilliseconds ? "hang"
                : MemoryOf(worker) > MostMemory ? "memory"
                : null;
            worker.Refresh();
            if (fault is null)
                continue;
            worker.Kill();
            worker.WaitForExit();
            return fault;
        }

        return null;
    }

    static long MemoryOf(Process worker)
    {
        try
        {
            return worker.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0; // it has just ended
        }
    }

    void Keep(CurrentInput current, string fault, string errors)
    {
        var number = current.Hostile;
        var signature = number >= 0 ? $"{fault} ({target.Hostile(Worker.HostileSize).ElementAt(number).Name})"
            : errors.Length > 0 ? $"{fault} {Origin(errors)}"
            : $"{fault} {++_hangs}";
        Finding.Keep(target.Name, signature, errors.Length > 20_000 ? errors[..20_000] : errors, () => current.Input);
    }

    /// <summary>The first of our methods in what a crashing process wrote.</summary>
    static string Origin(string errors) =>
        errors.Split('\n').FirstOrDefault(line => line.Contains("NinjaBuild.", StringComparison.Ordinal))?.Trim() ?? "";
}
