using System.Diagnostics;

namespace NinjaBuild.ApiServer.Tests;

/// <summary>A fact about what the real kubectl makes of the server; skipped, and said to be so, where there is no kubectl.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute()
    {
        if (Kubectl.Path is null) Skip = "there is no kubectl on the PATH";
    }
}

/// <summary>Runs kubectl.</summary>
static class Kubectl
{
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "kubectl")).FirstOrDefault(File.Exists);

    /// <summary>What a command printed, errors included, and how it ended.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(TestApiServer server, string input, params string[] arguments)
    {
        var kubeconfig = server.WriteKubeconfig("test");
        var start = new ProcessStartInfo(Path!, ["--kubeconfig", kubeconfig, "--cache-dir", kubeconfig + ".cache", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = System.IO.Path.GetDirectoryName(kubeconfig);
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
