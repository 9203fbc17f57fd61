using System.ComponentModel;
using System.Diagnostics;

namespace NinjaBuild.Kubernetes.Client.Kubectl;

/// <summary>The kubectl of this machine.</summary>
/// <param name="Path">The program.</param>
/// <param name="Kubeconfig">The kubeconfig it reads; null for its own choice.</param>
sealed record KubectlProgram(string Path, string? Kubeconfig)
{
    static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    /// <summary>Finds it on the <c>PATH</c>.</summary>
    /// <param name="kubeconfig">The kubeconfig it is to read; null for its own choice.</param>
    /// <param name="searchPath">The folders to look in; null for those of the environment.</param>
    /// <exception cref="ApiException">It is not there.</exception>
    public static KubectlProgram Find(string? kubeconfig, string? searchPath = null)
    {
        searchPath ??= Environment.GetEnvironmentVariable("PATH") ?? "";
        var folders = searchPath.Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var name = OperatingSystem.IsWindows() ? "kubectl.exe" : "kubectl";
        var found = folders.Select(folder => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? throw new ApiException(
            ApiErrorKind.Kubectl,
            0,
            $"{name} is in none of the {folders.Length} folders of PATH; install it from https://kubernetes.io/docs/tasks/tools/, "
            + "or your system's package (kubectl, kubernetes-client, kubernetes-cli)");
        return new KubectlProgram(found, kubeconfig);
    }

    /// <summary>The arguments that choose the kubeconfig, before those of a command.</summary>
    public IEnumerable<string> Arguments(IEnumerable<string> command) => Kubeconfig is null ? command : ["--kubeconfig", Kubeconfig, .. command];

    /// <summary>What a command prints.</summary>
    /// <exception cref="ApiException">It failed, or took too long.</exception>
    public async Task<string> RunAsync(IReadOnlyList<string> command, CancellationToken cancellation)
    {
        using var process = Start(new ProcessStartInfo(Path, Arguments(command))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode == 0) return await output;
            throw new ApiException(ApiErrorKind.Context, 0, $"`kubectl {string.Join(' ', command)}` fails: {LastLine(await errors)}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            if (cancellation.IsCancellationRequested) throw;
            throw new ApiException(ApiErrorKind.Kubectl, 0, $"`kubectl {string.Join(' ', command)}` does not end within {TimeLimit.TotalSeconds} s");
        }
    }

    /// <summary>Starts a program.</summary>
    /// <exception cref="ApiException">It cannot be run.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new ApiException(ApiErrorKind.Kubectl, 0, $"{start.FileName} cannot be run: {e.Message}", e);
        }
    }

    /// <summary>What kubectl says in the end, without its log's prefix.</summary>
    public static string LastLine(string errors)
    {
        var line = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "it says nothing";
        if (line.StartsWith("error: ", StringComparison.Ordinal)) line = line["error: ".Length..];
        return line.Length > 500 ? line[..500] + "…" : line;
    }
}
