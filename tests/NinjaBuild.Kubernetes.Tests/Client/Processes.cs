using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace NinjaBuild.Kubernetes.Tests.Client;

/// <summary>The processes of this machine.</summary>
static class Processes
{
    /// <summary>Those that have a text in their command line.</summary>
    public static async Task<List<Process>> WithAsync(string text)
    {
        var found = new List<Process>();
        foreach (var (id, command) in Directory.Exists("/proc/self") ? OfProc() : await OfPsAsync())
        {
            if (!command.Contains(text, StringComparison.Ordinal)) continue;
            try
            {
                found.Add(Process.GetProcessById(id));
            }
            catch (ArgumentException)
            {
                // It has ended meanwhile.
            }
        }

        return found;
    }

    public static Task SignalAsync(Process process, string signal) => RunAsync("/bin/sh", "-c", $"kill -{signal} {process.Id}");

    static IEnumerable<(int Id, string Command)> OfProc()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id)) continue;
            string command;
            try
            {
                command = File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            yield return (id, command);
        }
    }

    static async Task<IEnumerable<(int Id, string Command)>> OfPsAsync()
    {
        var lines = (await RunAsync("ps", "-axo", "pid=,command=")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Select(line => line.Split(' ', 2)).Select(parts => (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]));
    }

    static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new Win32Exception(process.ExitCode, $"{program} failed");
    }
}
