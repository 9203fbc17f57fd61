namespace Nuke.Common.Tooling;

/// <summary>A started process.</summary>
public interface IProcess : IDisposable
{
    string FileName { get; }

    /// <summary>Its arguments, with secrets taken out.</summary>
    string Arguments { get; }

    string WorkingDirectory { get; }
    IReadOnlyCollection<Output> Output { get; }
    int ExitCode { get; }
    bool HasExited { get; }
    int Id { get; }

    /// <summary>Ends the process and those it started.</summary>
    void Kill();

    /// <summary>Waits for the end; past the timeout the process is killed.</summary>
    /// <returns>Whether it ended by itself.</returns>
    bool WaitForExit();
}
