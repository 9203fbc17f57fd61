using System.Diagnostics;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;

namespace NinjaBuild;

/// <summary>Helm's post-renderer: a program that takes the manifests on its input and prints what becomes of them.</summary>
internal static class PostRendering
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs the program.</summary>
    /// <exception cref="ChartException">It cannot be started, fails, or prints nothing.</exception>
    public static string Run(string program, string text)
    {
        try
        {
            return RunAsync(program, GoString.ToBytes(text)).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException)
        {
            throw new ChartException(program, $"the post-renderer cannot be run: {error.Message}");
        }
    }

    private static async Task<string> RunAsync(string program, byte[] text)
    {
        using var process = Process.Start(new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new ChartException(program, "cannot be started");
        using var timer = new CancellationTokenSource(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(timer.Token);
            var output = ReadAsync(process.StandardOutput.BaseStream, timer.Token);
            await process.StandardInput.BaseStream.WriteAsync(text, timer.Token);
            process.StandardInput.Close();
            var printed = await output;
            await process.WaitForExitAsync(timer.Token);
            if (process.ExitCode != 0)
                throw new ChartException(program, $"the post-renderer failed with exit code {process.ExitCode}: {(await errors).Trim()}");
            return printed.Length > 0 ? GoString.FromBytes(printed) : throw new ChartException(program, "the post-renderer printed nothing");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new ChartException(program, $"the post-renderer did not end within {Patience.TotalMinutes:F0} minutes");
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }
}
