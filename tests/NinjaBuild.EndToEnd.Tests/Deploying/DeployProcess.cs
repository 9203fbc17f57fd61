using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace NinjaBuild.EndToEnd.Tests.Deploying;

/// <summary>A <c>./build.sh</c> that leads a process group, as a terminal makes one for each command.</summary>
sealed class DeployProcess : IDisposable
{
    readonly Process _process;
    readonly StringBuilder _output = new();

    public DeployProcess(TestWorkspace workspace, params string[] arguments)
    {
        _process = FrontDoor.StartThrough(["setsid"], workspace, arguments);
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Sends a signal to the process alone: <c>KILL</c>.</summary>
    public void Signal(string name) => Send(name, Number(_process.Id));

    /// <summary>Sends a signal to every process of its group, as a terminal does for Ctrl+C: <c>INT</c>.</summary>
    public void SignalGroup(string name) => Send(name, $"-{Number(_process.Id)}");

    /// <summary>Waits until it has ended and everything it printed is there.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Waits until it has ended, or that long.</summary>
    public Task<bool> EndsWithinAsync(TimeSpan time) => Task.Run(() => _process.WaitForExit(time));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            SignalGroup("KILL");
        _process.Dispose();
    }

    void Add(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }

    // The process may have ended by itself.
    static void Send(string signal, string target)
    {
        using var kill = Process.Start("/bin/sh", ["-c", "kill -s \"$1\" -- \"$2\" 2> /dev/null", "kill", signal, target]);
        kill.WaitForExit();
    }

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
