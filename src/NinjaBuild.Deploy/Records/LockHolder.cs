using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace NinjaBuild.Deploy.Records;

/// <summary>Who holds a lock: a process, and one of the locks that it holds.</summary>
/// <param name="Who"><c>user@host</c>.</param>
/// <param name="Machine">The machine, as <see cref="LocalProcess.Machine"/> has it; empty where it is not known.</param>
/// <param name="Process">The process' number.</param>
/// <param name="Start">When the process was started, as <see cref="LocalProcess.StartOf"/> has it.</param>
/// <param name="Token">A random text.</param>
sealed partial record LockHolder(string Who, string Machine, int Process, long Start, string Token)
{
    /// <summary>A new one, of this process.</summary>
    public static LockHolder OfThisProcess()
    {
        int process = Environment.ProcessId;
        var start = LocalProcess.StartOf(process);
        return new LockHolder(
            $"{Plain(Environment.UserName)}@{Plain(Environment.MachineName)}",
            start is null ? "" : LocalProcess.Machine ?? "",
            process,
            start ?? 0,
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
    }

    /// <summary>Reads the text of a holder; null where it is none of NinjaBuild's.</summary>
    public static LockHolder? Parse(string text)
    {
        if (text.Split('/') is not [var who, var machine, var process, var start, var token])
            return null;
        return int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            ? new LockHolder(who, machine, number, ticks, token)
            : null;
    }

    /// <summary>Whether it was a process of this machine.</summary>
    public bool IsHere => Machine.Length > 0 && Machine == LocalProcess.Machine;

    /// <summary>Whether it was a process of this machine and no longer runs.</summary>
    public bool IsGone => IsHere && LocalProcess.IsGone(Process, Start);

    /// <summary><c>user@host/machine/process/start/token</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Who}/{Machine}/{Process}/{Start}/{Token}");

    static string Plain(string name) => Others().Replace(name.Length > 64 ? name[..64] : name, "_");

    [GeneratedRegex("[^A-Za-z0-9._-]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Others();
}
