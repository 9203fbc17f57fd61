using Nuke.Common;
using Serilog;
using Serilog.Events;

namespace NinjaBuild.BuildHost.Output;

/// <summary>
/// Serilog's logger, straight to the console, to the host's annotations and to the log file. A pipeline of Serilog's own
/// sinks does the same and takes some 20 ms to set up.
/// </summary>
internal sealed class EventLogger(HostConsole console, Host host, LogFile? file, Func<DateTime> now) : ILogger
{
    private readonly List<RecordedEvent> recorded = [];
    private readonly Lock gate = new();

    /// <summary>The running target.</summary>
    public string Target { get; set; } = "";

    /// <summary>Warnings and errors so far.</summary>
    public IReadOnlyList<RecordedEvent> Recorded => recorded;

    public void Write(LogEvent logEvent)
    {
        var message = MessageText.Of(logEvent);
        if (host.IsCommand(message))
        {
            console.Line(message, Style.Plain);
            return;
        }

        lock (gate)
        {
            var level = Level(logEvent.Level);
            if (level >= LogEventLevel.Warning)
                Annotate(level, message, logEvent.Exception);
            if (level >= Minimum)
                Print(level, message, logEvent.Exception);
            file?.Append(now(), level, Target, message, logEvent.Exception);
        }
    }

    private static LogEventLevel Minimum => NukeBuild.Verbosity switch
    {
        Verbosity.Verbose => LogEventLevel.Verbose,
        Verbosity.Minimal => LogEventLevel.Warning,
        Verbosity.Quiet => LogEventLevel.Error,
        _ => LogEventLevel.Debug,
    };

    // Fatal is shown as an error: a build has nothing worse.
    private static LogEventLevel Level(LogEventLevel level) => level > LogEventLevel.Error ? LogEventLevel.Error : level;

    private void Annotate(LogEventLevel level, string message, Exception? exception)
    {
        if (message.Length > 0)
            recorded.Add(new RecordedEvent(level, Target, message));
        if (level == LogEventLevel.Error)
            host.ReportError(exception is null ? message : $"{message}{Environment.NewLine}{exception.Message}");
        else
            host.ReportWarning(message);
    }

    private void Print(LogEventLevel level, string message, Exception? exception)
    {
        var tag = console.Paint(RecordedEvent.Short(level), RecordedEvent.StyleOf(level));
        console.Line($"{Text.Time(now())} [{tag}] {message}", Style.Plain);
        if (exception is not null)
            console.Line(exception.ToString(), Style.Plain);
    }
}
