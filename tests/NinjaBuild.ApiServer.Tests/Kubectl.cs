using System.Diagnostics;

namespace NinjaBuild.ApiServer.Tests;

/// <summary>A fact about what the real kubectl makes of the server; skipped, and said to be so, where there is no kubectl.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute() => Skip = SearchPath.Lacks("kubectl");
}

/// <summary>Runs kubectl.</summary>
static class Kubectl
{
    /// <summary>What a command printed, errors included, and how it ended.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(TestApiServer server, string input, params string[] arguments)
    {
        var kubeconfig = server.WriteKubeconfig("test");
        var start = new ProcessStartInfo(SearchPath.Find("kubectl")!, ["--kubeconfig", kubeconfig, "--cache-dir", kubeconfig + ".cache", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = Path.GetDirectoryName(kubeconfig);
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
