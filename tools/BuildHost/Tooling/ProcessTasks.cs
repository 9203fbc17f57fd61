using System.Diagnostics;
using System.Text;
using Serilog;

namespace Nuke.Common.Tooling;

/// <summary>Starts processes and logs what they say.</summary>
public static class ProcessTasks
{
    /// <summary>Starts a process; a tool without a folder is looked for in PATH.</summary>
    public static IProcess StartProcess(
        string toolPath,
        ArgumentStringHandler arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string>? logger = null)
    {
        var secrets = arguments.Secrets;
        var start = new ProcessStartInfo
        {
            FileName = ToolPathResolver.GetPathExecutable(toolPath),
            Arguments = arguments.Text,
            WorkingDirectory = workingDirectory ?? Environment.CurrentDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            StandardOutputEncoding = Encoding.UTF8,
        };
        if (environmentVariables is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environmentVariables)
                start.Environment[name] = value;
        }

        if (logInvocation ?? true)
            Log.Information("> {ToolPath} {Arguments}", start.FileName, Filter(start.Arguments));
        return new StartedProcess(start, timeout, logOutput ?? true ? logger ?? DefaultLogger : null, Filter);

        string Filter(string text) => secrets.Aggregate(text, (x, secret) => x.Replace(secret, "[REDACTED]", StringComparison.Ordinal));
    }

    internal static void DefaultLogger(OutputType type, string line)
    {
        // Tools such as git write progress to standard error: it is no error of the build.
        Log.Debug("{Line}", line);
    }
}
