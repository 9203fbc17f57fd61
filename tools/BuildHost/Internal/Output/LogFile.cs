using System.Text;
using Serilog.Events;

namespace NinjaBuild.BuildHost.Output;

/// <summary>
/// <c>.nuke/temp/build.log</c> of the last run. Opened by the first event; a log that cannot be written stops no build.
/// </summary>
internal sealed class LogFile(string path) : IDisposable
{
    private StreamWriter? writer;
    private bool failed;

    public void Append(DateTime time, LogEventLevel level, string target, string message, Exception? exception)
    {
        if (failed)
            return;
        try
        {
            writer ??= Open();
            var stamp = $"{Text.Time(time)}.{Text.Three(time.Millisecond)}";
            writer.WriteLine($"{stamp} | {RecordedEvent.Short(level)[..1]} | {Text.PadRight(target, 20)} | {message}");
            if (exception is not null)
                writer.WriteLine(exception);
            writer.Flush();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            failed = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writer?.Dispose();

    private StreamWriter Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new StreamWriter(
            new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
