using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.DotNet;

/// <summary>The .NET command line.</summary>
public static class DotNetTasks
{
    /// <summary>Runs <c>dotnet</c> with the arguments.</summary>
    /// <exception cref="ProcessException">It failed, and no exit handler decided otherwise.</exception>
    public static IReadOnlyCollection<Output> DotNet(
        ArgumentStringHandler arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string>? logger = null,
        Func<IProcess, object>? exitHandler = null)
    {
        var dotnet = ToolPathResolver.TryGetPathExecutable("dotnet") ?? Environment.ProcessPath ?? "dotnet";
        using var process = ProcessTasks.StartProcess(
            dotnet, arguments, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger);
        process.WaitForExit();
        if (exitHandler is null)
            process.AssertZeroExitCode();
        else
            exitHandler(process);
        return process.Output;
    }
}
