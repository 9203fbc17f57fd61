using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using NinjaBuild.BuildHost;
using NinjaBuild.BuildHost.Parameters;

namespace Nuke.Common;

/// <summary>Base of a build: its <c>Target</c> properties, and those of the interfaces it implements, are what can be run.</summary>
public abstract class NukeBuild : INukeBuild
{
    internal BuildSession Session { get; set; } = null!;

    /// <summary>Runs the build; the targets named here run when the command line names none.</summary>
    /// <returns>The process's exit code.</returns>
    protected static int Execute<T>(params Func<T, Target>[] defaultTargetExpressions)
        where T : NukeBuild, new()
        => BuildRun.Execute(HostEnvironment.OfProcess(), defaultTargetExpressions);

    public static AbsolutePath RootDirectory { get; internal set; } = null!;
    public static AbsolutePath TemporaryDirectory => RootDirectory / ".nuke" / "temp";
    public static AbsolutePath? BuildAssemblyFile { get; internal set; }
    public static AbsolutePath? BuildAssemblyDirectory => BuildAssemblyFile?.Parent;
    public static Verbosity Verbosity { get; set; } = Verbosity.Normal;
    public static Host Host { get; internal set; } = null!;
    public static bool IsLocalBuild => !IsServerBuild;
    public static bool IsServerBuild => Host is IBuildServer;

    public IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; internal set; } = [];
    public IReadOnlyCollection<ExecutableTarget> InvokedTargets => Planned(x => x.Invoked);
    public IReadOnlyCollection<ExecutableTarget> SkippedTargets => Planned(x => x.Status == ExecutionStatus.Skipped);
    public IReadOnlyCollection<ExecutableTarget> ScheduledTargets => Planned(x => x.Status == ExecutionStatus.Scheduled);
    public IReadOnlyCollection<ExecutableTarget> RunningTargets => Planned(x => x.Status == ExecutionStatus.Running);
    public IReadOnlyCollection<ExecutableTarget> AbortedTargets => Planned(x => x.Status == ExecutionStatus.Aborted);
    public IReadOnlyCollection<ExecutableTarget> FailedTargets => Planned(x => x.Status == ExecutionStatus.Failed);
    public IReadOnlyCollection<ExecutableTarget> SucceededTargets => Planned(x => x.Status == ExecutionStatus.Succeeded);
    public IReadOnlyCollection<ExecutableTarget> FinishedTargets => [.. FailedTargets, .. SucceededTargets];

    public bool IsSucceeding => !IsFailing;

    public bool IsFailing
        => ExecutionPlan.Any(x => x.Status is ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.NotRun);

    public bool IsFinished => !ExecutionPlan.Any(x => x.Status is ExecutionStatus.Scheduled or ExecutionStatus.Running);

    public int? ExitCode { get; set; }

    public bool Plan { get; internal set; }
    public bool Help { get; internal set; }
    public bool NoLogo { get; internal set; }
    public bool Continue { get; internal set; }

    AbsolutePath INukeBuild.RootDirectory => RootDirectory;
    AbsolutePath INukeBuild.TemporaryDirectory => TemporaryDirectory;
    AbsolutePath? INukeBuild.BuildAssemblyFile => BuildAssemblyFile;
    AbsolutePath? INukeBuild.BuildAssemblyDirectory => BuildAssemblyDirectory;
    Verbosity INukeBuild.Verbosity => Verbosity;
    Host INukeBuild.Host => Host;
    bool INukeBuild.IsLocalBuild => IsLocalBuild;
    bool INukeBuild.IsServerBuild => IsServerBuild;

    public void ReportSummary(Configure<Dictionary<string, string>>? configurator = null)
    {
        var running = ExecutionPlan.Single(x => x.Status == ExecutionStatus.Running);
        running.SummaryInformation = configurator?.Invoke([]) ?? [];
    }

    T? INukeBuild.TryGetValue<T>(Func<T?> parameterExpression, string? expression)
        where T : class
        => (T?)Session.Parameters.Value(ParameterText.MemberName(expression), typeof(T));

    T? INukeBuild.TryGetValue<T>(Func<object?> parameterExpression, string? expression)
        where T : default
        => Session.Parameters.Value(ParameterText.MemberName(expression), typeof(T)) is { } value ? (T)value : default;

    /// <summary>Called when parameters have their values and nothing has run.</summary>
    protected internal virtual void OnBuildInitialized()
    {
    }

    /// <summary>Called when the build has ended, however it ended.</summary>
    protected internal virtual void OnBuildFinished()
    {
    }

    private List<ExecutableTarget> Planned(Predicate<ExecutableTarget> predicate)
    {
        var found = new List<ExecutableTarget>();
        foreach (var target in ExecutionPlan)
            if (predicate(target))
                found.Add(target);
        return found;
    }
}
