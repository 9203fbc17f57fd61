using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NinjaBuild.Deploy.Records;

/// <summary>
/// Processes of this machine, and which machine that is. Only Linux tells both for certain, and independently of the clock; elsewhere nothing
/// is ever said to be gone.
/// </summary>
static class LocalProcess
{
    /// <summary>
    /// What tells the processes that are seen from here from those of all other machines, boots, and containers; null where there is nothing that does.
    /// </summary>
    public static string? Machine { get; } = FindMachine();

    /// <summary>When a process was started, in ticks since the machine was; null where that cannot be told.</summary>
    public static long? StartOf(int process) => StatOf(process)?.Start;

    /// <summary>Whether a process no longer runs, or another one has its number. What is not certain is no.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="start">When it was started.</param>
    public static bool IsGone(int process, long start)
    {
        try
        {
            using var running = Process.GetProcessById(process);
        }
        catch (ArgumentException)
        {
            return true;
        }

        // A process of another user may be there and hidden from /proc. One that nobody has waited for is a zombie, and does nothing any more.
        return StatOf(process) is { } stat && (stat.Start != start || stat.State is 'Z' or 'X');
    }

    static (char State, long Start)? StatOf(int process)
    {
        try
        {
            // proc_pid_stat(5): the second field, the program's name in brackets, may hold anything; the state is the third, the start the 22nd.
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], long.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    static string? FindMachine()
    {
        try
        {
            // A boot has an identity of its own; processes have their numbers within a namespace, which a container has for itself. It may see
            // the /proc of another one.
            if (new FileInfo("/proc/self").LinkTarget != Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
                return null;
            var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
            if (boot.Length == 0 || new FileInfo("/proc/self/ns/pid").LinkTarget is not { } numbers)
                return null;
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{boot} {numbers} {Environment.MachineName}")))[..16];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
