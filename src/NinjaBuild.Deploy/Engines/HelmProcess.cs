using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NinjaBuild.Deploy.Engines;

/// <summary>How a run of helm ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed to standard output.</param>
/// <param name="Error">The last thing it said was wrong; empty where it said nothing.</param>
sealed record HelmExit(int ExitCode, string Output, string Error);

/// <summary>Runs helm.</summary>
static partial class HelmProcess
{
    const int MaxOutputLength = 16 << 20;
    const int Interrupt = 2; // SIGINT, the same number on every Unix

    /// <summary>Runs it to its end. Being cancelled, it is interrupted, as by Ctrl-C, and given the time that it takes to tidy up.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments; nothing secret, since every user of the machine can read them.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="line">Takes each line that it prints.</param>
    /// <param name="cancellation">Interrupts it.</param>
    /// <exception cref="DeployException">It cannot be run.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before it began.</exception>
    public static async Task<HelmExit> RunAsync(
        string program, IEnumerable<string> arguments, ReadOnlyMemory<byte> input, Action<string>? line, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var process = Start(program, arguments);
        using var interruption = cancellation.Register(() => Signal(process));
        var gate = new Lock();
        var lines = new List<string>();
        var length = 0;
        var error = "";
        var written = WriteAsync(process.StandardInput.BaseStream, input);
        var output = ReadAsync(process.StandardOutput, text =>
        {
            if ((length += text.Length + 1) <= MaxOutputLength)
                lines.Add(text);
        });
        var errors = ReadAsync(process.StandardError, text =>
        {
            if (text.Length > 0 && (text.StartsWith("Error: ", StringComparison.Ordinal) || !error.StartsWith("Error: ", StringComparison.Ordinal)))
                error = text;
        });
        await Task.WhenAll(written, output, errors);
        await process.WaitForExitAsync(CancellationToken.None);
        return new HelmExit(process.ExitCode, string.Join('\n', lines), error.StartsWith("Error: ", StringComparison.Ordinal) ? error["Error: ".Length..] : error);

        async Task ReadAsync(StreamReader reader, Action<string> keep)
        {
            while (await reader.ReadLineAsync(CancellationToken.None) is { } text)
            {
                lock (gate)
                {
                    keep(text);
                    line?.Invoke(text);
                }
            }
        }
    }

    static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Another API server than the context's, and a mode in which helm prints all values.
        start.Environment.Remove("HELM_KUBEAPISERVER");
        start.Environment.Remove("HELM_DEBUG");
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new DeployException(
                program, $"cannot be run ({error.Message}): install Helm 3 or 4 (https://helm.sh/docs/intro/install), or deploy with --engine native");
        }
    }

    static async Task WriteAsync(Stream input, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await using (input)
                await input.WriteAsync(bytes, CancellationToken.None);
        }
        catch (IOException)
        {
            // It ended, or closed its input, without reading everything: its exit code tells why.
        }
    }

    // On Windows, the console has told all its processes of Ctrl-C already.
    static void Signal(Process process)
    {
        if (!OperatingSystem.IsWindows() && !process.HasExited)
            _ = Kill(process.Id, Interrupt);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
