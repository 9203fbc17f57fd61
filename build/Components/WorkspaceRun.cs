using System.Globalization;
using NinjaBuild.Charts.Composition;
using NinjaBuild.Charts.Reports;
using NinjaBuild.Deploy;
using NinjaBuild.Helm.Charts;
using Nuke.Common.Utilities.Collections;
using Serilog;

namespace NinjaBuild.Components;

/// <summary>Runs what a target asks of the composer, and prints what comes of it.</summary>
internal static class WorkspaceRun
{
    // The targets of one run share what has been read.
    private static Composer? composer;
    private static bool notesAreSaid;
    private static readonly HashSet<string> Explained = new(StringComparer.Ordinal);

    /// <summary>Composes, and reports what was done.</summary>
    /// <param name="build">The build.</param>
    /// <param name="compose">What to do.</param>
    /// <param name="isLast">Whether the user asked for this; what is done on the way is only counted.</param>
    /// <param name="settings">What is to be composed; as the flags say where null.</param>
    public static void Run(this IHazWorkspace build, Func<Composer, CompositionReport> compose, bool isLast = true, CompositionSettings? settings = null)
    {
        using var progress = new ProgressLine();
        var report = build.Guard(() => compose(composer ??= Open(settings ?? build.Settings(), progress)), progress);
        progress.Clear();
        if (!notesAreSaid)
        {
            foreach (var note in report.Notes)
                Log.Information("{Note:l}", note.ToString());
        }

        notesAreSaid |= report.Notes.Count > 0;
        if (build.Explain)
            Explain(report);
        if (isLast)
        {
            foreach (var line in Summary(report))
                Log.Information("{Line:l}", line);
        }

        build.ReportSummary(_ => _.AddPair("Charts", report.ChartCount).AddPair("Run", report.Ran).AddPair("Cached", report.Cached));
    }

    /// <summary>Asks for something to show.</summary>
    public static T Ask<T>(this IHazWorkspace build, Func<Composer, T> question) =>
        build.Guard(() => question(composer ??= Open(build.Settings(), progress: null)), null);

    /// <summary>Asks for something that concerns all charts and environments, whichever the flags name.</summary>
    public static T AskAll<T>(this IHazWorkspace build, Func<Composer, T> question) => build.Guard(
        () =>
        {
            using var all = new Composer(build.Settings() with { Charts = [], Environment = null }, new CompositionEvents());
            return question(all);
        },
        null);

    /// <summary>Lets other builds of the checkout in, while this one goes on with what it has composed.</summary>
    public static void Close()
    {
        composer?.Dispose();
        composer = null;
    }

    /// <summary>Deploys. What stands in the way is said line by line.</summary>
    public static async Task<T> TryDeploy<T>(this IHazWorkspace build, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (ChartException e)
        {
            foreach (var problem in e.Problems)
                Complain(problem.ToString());
            throw Stop.With(build, ExitCodes.Failed, "Nothing was deployed: the chart cannot be rendered");
        }
        catch (DeployException e)
        {
            foreach (var problem in e.Problems)
                Complain(problem.ToString());
            throw Stop.With(build, ExitCodes.Failed, e.Problems.Count == 1 ? "Nothing was deployed" : $"Nothing was deployed: {e.Problems.Count} problems");
        }
        catch (OperationCanceledException)
        {
            throw Stop.With(build, ExitCodes.Failed, "Nothing was deployed: interrupted");
        }
    }

    /// <summary>Does something with a chart that is not of the workspace. What is wrong with it is said line by line.</summary>
    public static T Try<T>(this IHazWorkspace build, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ChartException e)
        {
            foreach (var problem in e.Problems)
                Complain(problem.ToString());
            throw Stop.With(build, ExitCodes.Failed, e.Problems.Count == 1 ? "The chart cannot be rendered" : $"The chart cannot be rendered: {e.Problems.Count} problems");
        }
    }

    private static void Complain(string problem)
    {
        if (ReservedOutput.IsReserved)
            ReservedOutput.Fail($"Error: {problem}");
        else
            Log.Error("{Problem:l}", problem);
    }

    /// <summary>What the flags say is to be composed, and how.</summary>
    public static CompositionSettings Settings(this IHazWorkspace build) => new()
    {
        Root = build.RootDirectory,
        Artifacts = build.ArtifactsDirectory,
        Templates = build.BuildAssemblyDirectory! / "templates",
        Charts = build.Chart,
        Environment = build.Env,
        Inputs = Inputs(build),
        RequireDigests = build.RequireDigests,
        NoCache = build.NoCache,
        CacheFolder = build.CacheDir,
    };

    private static Composer Open(CompositionSettings settings, ProgressLine? progress) => new(
        settings,
        new CompositionEvents
        {
            Progress = progress is null ? null : progress.Show,
            Warning = text => Log.Warning("{Text:l}", text),
            Message = text => Log.Information("{Text:l}", text),
        });

    private static Dictionary<string, string> Inputs(IHazWorkspace build)
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in build.Input)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, var value])
                throw Stop.With(build, ExitCodes.Invalid, $"--input {text}: write it as NAME=VALUE");
            inputs[name] = value;
        }

        return inputs;
    }

    // What is wrong is said line by line, with its place; the exception that ends the target only counts it.
    private static T Guard<T>(this IHazWorkspace build, Func<T> work, ProgressLine? progress)
    {
        try
        {
            return work();
        }
        catch (InvalidDeclarationsException e)
        {
            progress?.Clear();
            foreach (var error in e.Errors)
                Log.Error("{Error:l}", error.ToString());
            throw Stop.With(build, ExitCodes.Invalid, e.Message);
        }
        catch (UsageException e)
        {
            progress?.Clear();
            throw Stop.With(build, ExitCodes.Invalid, e.Message);
        }
        catch (Hermetic.HermeticException e)
        {
            progress?.Clear();
            throw Stop.With(build, ExitCodes.Failed, e.Message);
        }
        catch (CompositionFailedException e)
        {
            progress?.Clear();
            foreach (var error in e.Errors)
                Log.Error("{Error:l}", error);
            throw Stop.With(build, e.IsInvalidInput ? ExitCodes.Invalid : ExitCodes.Failed, e.Message);
        }
    }

    private static void Explain(CompositionReport report)
    {
        foreach (var action in report.Actions.Where(action => action.Causes.Count > 0 && Explained.Add(action.Action.Label)))
            Log.Information("{Label:l} {Status:l}: {Causes:l}", action.Action.Label, Word(action.Status), string.Join("; ", action.Causes));
    }

    private static string Word(Hermetic.ActionStatus status) => status switch
    {
        Hermetic.ActionStatus.Ran => "ran",
        Hermetic.ActionStatus.Cached => "came from the cache",
        _ => status.ToString(),
    };

    private static IEnumerable<string> Summary(CompositionReport report)
    {
        if (report.IsUpToDate)
            return [report.ChartCount == 1 ? "Nothing has changed: 1 chart is up to date" : $"Nothing has changed: {report.ChartCount} charts are up to date"];
        var seconds = (TimeSpan time) => time.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture) + " s";
        var rows = report.Charts.Select(chart => new[]
        {
            chart.Name, chart.Version, $"{chart.Apps}", $"{chart.Ran}", $"{chart.Cached}", seconds(chart.Duration),
        }).ToList();
        return rows.Count is 0 or > 40 ? [] : Table.Write(["Chart", "Version", "Apps", "Run", "Cached", "Time"], rows);
    }
}
