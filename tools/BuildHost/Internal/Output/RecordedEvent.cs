using Serilog.Events;

namespace NinjaBuild.BuildHost.Output;

/// <summary>A warning or error, kept for the list that closes the run.</summary>
internal sealed record RecordedEvent(LogEventLevel Level, string Target, string Message)
{
    public static string Short(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "VRB",
        LogEventLevel.Debug => "DBG",
        LogEventLevel.Information => "INF",
        LogEventLevel.Warning => "WRN",
        _ => "ERR",
    };

    public static Style StyleOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => Style.Verbose,
        LogEventLevel.Debug => Style.Plain,
        LogEventLevel.Information => Style.Information,
        LogEventLevel.Warning => Style.Warning,
        _ => Style.Error,
    };
}
