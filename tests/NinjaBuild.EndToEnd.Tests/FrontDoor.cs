using System.Diagnostics;

namespace NinjaBuild.EndToEnd.Tests;

/// <summary>Runs <c>./build.sh</c> of this repository, as a user does.</summary>
static class FrontDoor
{
    static readonly Lazy<string> Repository = new(() =>
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "build.sh")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No build.sh above the tests: they run inside the checkout.");
    });

    /// <summary>Root of the checkout.</summary>
    public static string Root => Repository.Value;

    /// <summary>Runs targets on a workspace to their end.</summary>
    public static Result Run(TestWorkspace workspace, params string[] arguments)
    {
        using var process = Start(workspace, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return new Result(process.ExitCode, output.Result + errors.Result);
    }

    /// <summary>Starts targets on a workspace.</summary>
    public static Process Start(TestWorkspace workspace, params string[] arguments) => StartThrough([], workspace, arguments);

    /// <summary>Starts targets on a workspace through another program: <c>setsid</c>.</summary>
    public static Process StartThrough(string[] program, TestWorkspace workspace, params string[] arguments)
    {
        string[] command = [.. program, Path.Combine(Root, "build.sh"), .. arguments, "--root", workspace.Root, "--cache-dir", workspace.Cache, "--no-logo"];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in workspace.Environment)
            start.Environment[name] = value;
        start.Environment.Remove("GITHUB_ACTIONS");
        return Process.Start(start)!;
    }

    /// <summary>How a run ended.</summary>
    /// <param name="ExitCode">Its exit code.</param>
    /// <param name="Output">Everything it printed.</param>
    public sealed record Result(int ExitCode, string Output);
}
