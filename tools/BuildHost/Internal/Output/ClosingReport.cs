using Nuke.Common;
using Nuke.Common.Execution;

namespace NinjaBuild.BuildHost.Output;

/// <summary>What ends a run: errors and warnings once more, a line for each target, the outcome.</summary>
internal static class ClosingReport
{
    private const int StatusWidth = 10;
    private const int DurationWidth = 10;

    public static void Write(HostConsole console, Host host, NukeBuild build, EventLogger logger, DateTime now)
    {
        WriteErrorsAndWarnings(console, host, logger);
        WriteTargets(console, build);
        console.Blank();
        if (build.IsSucceeding)
            console.Line($"Build succeeded on {Text.DateAndTime(now)}. ＼（＾ᴗ＾）／", Style.Success);
        else
            console.Line($"Build failed on {Text.DateAndTime(now)}. (╯°□°）╯︵ ┻━┻", Style.Error);
    }

    private static void WriteErrorsAndWarnings(HostConsole console, Host host, EventLogger logger)
    {
        const string Title = "Errors & Warnings";
        if (logger.Recorded.Count == 0)
            return;

        host.BeginBlock(Title);
        foreach (var entry in logger.Recorded)
            console.Line(
                $"[{console.Paint(RecordedEvent.Short(entry.Level), RecordedEvent.StyleOf(entry.Level))}] {entry.Target}: {entry.Message}",
                Style.Plain);
        host.EndBlock(Title);
    }

    private static void WriteTargets(HostConsole console, NukeBuild build)
    {
        var nameWidth = 19;
        var total = TimeSpan.Zero;
        foreach (var target in build.ExecutionPlan)
        {
            nameWidth = Math.Max(nameWidth, target.Name.Length + 4);
            total += target.Duration;
        }

        var width = nameWidth + StatusWidth + DurationWidth;
        console.Blank();
        console.Line(Text.Repeat('═', width), Style.Plain);
        console.Line(Row("Target", "Status", "Duration"), Style.Information);
        console.Line(Text.Repeat('─', width), Style.Plain);
        foreach (var target in build.ExecutionPlan)
            if (target.Status != ExecutionStatus.Collective)
                console.Line(RowOf(target), StyleOf(target.Status));
        console.Line(Text.Repeat('─', width), Style.Plain);
        console.Line(Row("Total", "", Duration(total)), Style.Information);
        console.Line(Text.Repeat('═', width), Style.Plain);

        string Row(string name, string status, string duration)
            => Text.PadRight(name, nameWidth) + Text.PadRight(status, StatusWidth) + Text.PadLeft(duration, DurationWidth);

        string RowOf(ExecutableTarget target)
            => Row(target.Name, Name(target.Status), HasRun(target) ? Duration(target.Duration) : "") + Information(target);
    }

    private static bool HasRun(ExecutableTarget target)
        => target.Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Aborted;

    private static string Information(ExecutableTarget target)
        => target.SummaryInformation.Count == 0
            ? ""
            : "   // " + string.Join(", ", target.SummaryInformation.Select(x => $"{x.Key}: {x.Value}"));

    private static string Duration(TimeSpan duration)
        => duration < TimeSpan.FromSeconds(1) ? "< 1sec" : $"{(int)duration.TotalMinutes}:{duration:ss}";

    // Enum names come by reflection otherwise.
    private static string Name(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeeded => nameof(ExecutionStatus.Succeeded),
        ExecutionStatus.Skipped => nameof(ExecutionStatus.Skipped),
        _ => status.ToString(),
    };

    private static Style StyleOf(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeeded => Style.Success,
        ExecutionStatus.Failed => Style.Error,
        ExecutionStatus.Aborted or ExecutionStatus.NotRun => Style.Warning,
        _ => Style.Plain,
    };
}
