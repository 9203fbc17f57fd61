using System.Diagnostics;

namespace Nuke.Common.Tooling;

/// <summary>A process whose output is collected and passed on, line by line, as it comes.</summary>
internal sealed class StartedProcess : IProcess
{
    private readonly Process process;
    private readonly List<Output> output = [];
    private readonly int? timeout;
    private readonly Func<string, string> filter;

    public StartedProcess(ProcessStartInfo start, int? timeout, Action<OutputType, string>? logger, Func<string, string> filter)
    {
        this.timeout = timeout;
        this.filter = filter;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Collect(OutputType.Std, line.Data, logger);
        process.ErrorDataReceived += (_, line) => Collect(OutputType.Err, line.Data, logger);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string FileName => process.StartInfo.FileName;
    public string Arguments => filter(process.StartInfo.Arguments);
    public string WorkingDirectory => process.StartInfo.WorkingDirectory;
    public int ExitCode => process.ExitCode;
    public bool HasExited => process.HasExited;
    public int Id => process.Id;

    public IReadOnlyCollection<Output> Output
    {
        get
        {
            lock (output)
                return [.. output];
        }
    }

    public void Kill() => process.Kill(entireProcessTree: true);

    public bool WaitForExit()
    {
        if (!process.WaitForExit(timeout ?? -1))
        {
            Kill();
            return false;
        }

        // Only the call without a timeout waits for the last lines as well.
        process.WaitForExit();
        return true;
    }

    public void Dispose() => process.Dispose();

    private void Collect(OutputType type, string? line, Action<OutputType, string>? logger)
    {
        if (line is null)
            return;
        line = filter(line);
        lock (output)
        {
            output.Add(new Output(type, line));
            logger?.Invoke(type, line);
        }
    }
}
