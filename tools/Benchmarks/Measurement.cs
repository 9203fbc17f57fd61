using System.Diagnostics;
using System.Globalization;

namespace NinjaBuild.Benchmarks;

/// <summary>Time and memory of one process from start to exit.</summary>
/// <param name="Seconds">Wall-clock time.</param>
/// <param name="PeakBytes">Largest resident set; 0 where the system does not tell.</param>
sealed record Measurement(double Seconds, long PeakBytes)
{
    /// <summary>Runs a command to its end; its failure is the benchmark's.</summary>
    public static Measurement Of(string command, params string[] arguments) => Of(command, exitCode: 0, arguments);

    /// <summary>Runs a command to its end; any other exit code than the one that is expected is a failure.</summary>
    public static Measurement Of(string command, int exitCode, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        do
            peak = Math.Max(peak, PeakOf(process.Id));
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(10)));

        clock.Stop();
        if (process.ExitCode != exitCode)
            throw new InvalidOperationException($"{command} ended with {process.ExitCode}:\n{output.Result}{errors.Result}");
        return new Measurement(clock.Elapsed.TotalSeconds, peak);
    }

    // build.sh ends in exec: the process that is watched is the one that works.
    static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6, line.Length - 9), NumberStyles.Integer, CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
