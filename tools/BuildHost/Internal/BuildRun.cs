using System.Reflection;
using NinjaBuild.BuildHost.Output;
using NinjaBuild.BuildHost.Parameters;
using NinjaBuild.BuildHost.Schema;
using NinjaBuild.BuildHost.Targets;
using Nuke.Common;
using Nuke.Common.CI.GitHubActions;
using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace NinjaBuild.BuildHost;

/// <summary>One run, from the command line to the exit code.</summary>
internal sealed class BuildRun
{
    /// <summary>What Nuke returns after a failure: -1, as the operating system shows it.</summary>
    private const int FailureExitCode = 255;

    private readonly HostEnvironment environment;
    private readonly List<string> problems = [];
    private readonly HostConsole console;
    private readonly ParameterValues parameters;
    private int ended;

    private BuildRun(HostEnvironment environment, Type buildType)
    {
        this.environment = environment;
        var colors = environment.IsTerminal
                     && string.IsNullOrEmpty(environment.Variable("NO_COLOR"))
                     && environment.Variable("TERM") is not "dumb";
        console = new HostConsole(environment.Output, colors, environment.Width);
        var table = new ParameterTable(buildType);
        parameters = new ParameterValues(table, CommandLine.Parse(environment.Arguments, table, problems), environment, problems);
    }

    /// <summary>Runs a build.</summary>
    /// <returns>The exit code.</returns>
    public static int Execute<T>(HostEnvironment environment, Func<T, Target>[] defaults)
        where T : NukeBuild, new()
    {
        var run = new BuildRun(environment, typeof(T));
        run.ChooseHost();
        try
        {
            run.FindRoot();
            var build = new T { Session = new BuildSession(run.parameters) };
            return run.Execute(build, Array.ConvertAll(defaults, x => x(build)));
        }
        catch (UsageException exception)
        {
            return run.Refuse(exception.Problems);
        }
        catch (Exception exception) when (exception is InvalidOperationException or TargetInvocationException)
        {
            // The build's own declarations contradict each other.
            run.Error((exception.InnerException ?? exception).Message);
            return FailureExitCode;
        }
    }

    private int Execute(NukeBuild build, Target[] defaults)
    {
        parameters.Load(NukeBuild.RootDirectory);
        Configure(build);

        var targets = TargetFactory.CreateAll(build, defaults);
        var invoked = Targets(HostParameters.Target, targets);
        var skipped = Targets(HostParameters.Skip, targets);

        if (!build.NoLogo)
            WriteBanner();
        if (problems.Count > 0)
            return Refuse(problems);

        SchemaFile.Update(targets, parameters.Table, environment.Assembly);
        if (build.Help)
        {
            console.Line(HelpText.Of(targets, parameters.Table, console.Width), Style.Plain);
            return 0;
        }

        var plan = ExecutionPlanner.Plan(targets, invoked);
        build.ExecutionPlan = plan;
        if (build.Plan)
        {
            PlanReport.Write(console, plan, NukeBuild.TemporaryDirectory);
            return 0;
        }

        return Execute(build, plan, skipped);
    }

    private int Execute(NukeBuild build, List<ExecutableTarget> plan, List<ExecutableTarget>? skipped)
    {
        using var file = NukeBuild.IsLocalBuild ? new LogFile(NukeBuild.TemporaryDirectory / "build.log") : null;
        var logger = new EventLogger(console, NukeBuild.Host, file, environment.Now);
        Serilog.Log.Logger = logger;

        if (skipped is not null)
            SkipRules.Apply(plan, skipped);
        var attempt = new BuildAttempt(NukeBuild.TemporaryDirectory, environment.Arguments);
        var executor = new TargetExecutor(build, plan, NukeBuild.Host, logger, attempt);
        executor.CheckConditions();
        Requirements.Check(plan, parameters, problems);
        if (problems.Count > 0)
            return Refuse(problems);

        build.OnBuildInitialized();
        using (Interruption.Register(() => Interrupt(build, executor, logger)))
            executor.Run();
        EndOnce();
        ClosingReport.Write(console, NukeBuild.Host, build, logger, environment.Now());
        build.OnBuildFinished();
        return build.ExitCode ??= build.IsSucceeding ? 0 : FailureExitCode;
    }

    private void Interrupt(NukeBuild build, TargetExecutor executor, EventLogger logger)
    {
        EndOnce();
        executor.Abort();
        ClosingReport.Write(console, NukeBuild.Host, build, logger, environment.Now());
    }

    // A tool that gets the same Ctrl+C ends at the same moment, and its target with it: only one of the two threads reports.
    private void EndOnce()
    {
        if (Interlocked.Exchange(ref ended, 1) == 1)
            Thread.Sleep(Timeout.Infinite);
    }

    private void ChooseHost()
    {
        var name = parameters.Value(HostParameters.Host) as string;
        if (name is not null && !Host.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            problems.Add($"--host: '{name}' is not one of {string.Join(", ", Host.Names)}");

        var isGitHub = name is null
            ? environment.Variable("GITHUB_ACTIONS") is { Length: > 0 }
            : name.Equals("GitHubActions", StringComparison.OrdinalIgnoreCase);
        NukeBuild.Host = isGitHub ? new GitHubActions { Console = console } : new Terminal { Console = console };
    }

    private void FindRoot()
    {
        NukeBuild.BuildAssemblyFile = environment.Assembly;
        if (parameters.Value(HostParameters.Root) is string given)
        {
            var root = Path.Combine(environment.WorkingDirectory, given);
            NukeBuild.RootDirectory = Directory.Exists(root) ? root : throw new UsageException($"--root: there is no folder {root}");
            return;
        }

        if (parameters.CommandLine.Values(HostParameters.Root) is not null)
        {
            NukeBuild.RootDirectory = environment.WorkingDirectory;
            return;
        }

        for (AbsolutePath? directory = environment.WorkingDirectory; directory is not null; directory = directory.Parent)
            if (Directory.Exists(directory / ".nuke") || File.Exists(directory / ".nuke"))
            {
                NukeBuild.RootDirectory = directory;
                return;
            }

        throw new UsageException(
            $"there is no .nuke folder in {environment.WorkingDirectory} or above it; " +
            "run inside the repository, or name its root by --root");
    }

    private void Configure(NukeBuild build)
    {
        build.Help = parameters.Value(HostParameters.Help) is true;
        build.Plan = parameters.Value(HostParameters.Plan) is true;
        build.NoLogo = parameters.Value(HostParameters.NoLogo) is true;
        build.Continue = parameters.Value(HostParameters.Continue) is true;
        NukeBuild.Verbosity = parameters.Value(HostParameters.Verbosity) as Verbosity? ?? Verbosity.Normal;
        Injection.Inject(build, parameters, problems);
    }

    private List<ExecutableTarget>? Targets(ParameterMember parameter, List<ExecutableTarget> targets)
    {
        IEnumerable<string>? names = parameters.Value(parameter) as string[];
        if (parameter == HostParameters.Target && parameters.CommandLine.Targets.Count > 0)
            names = parameters.CommandLine.Targets.Concat(parameters.CommandLine.Values(parameter) ?? []);
        return names?.Select(x => ExecutionPlanner.Find(x, targets, problems)).OfType<ExecutableTarget>().ToList();
    }

    private void WriteBanner()
    {
        console.Blank();
        console.Line(
            $"NinjaBuild embedded host (Nuke 10.1 API) version {Version} ({Platform},.NETCoreApp,Version=v10.0)",
            Style.Information);
        console.Blank();
    }

    private static string Version => typeof(BuildRun).Assembly.GetName().Version?.ToString(3) ?? "";

    private static string Platform => OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "Darwin" : "Linux";

    private int Refuse(IReadOnlyList<string> mistakes)
    {
        foreach (var mistake in mistakes.Distinct(StringComparer.Ordinal))
            Error(mistake);
        return UsageException.ExitCode;
    }

    private void Error(string message)
    {
        NukeBuild.Host.ReportError(message);
        console.Line($"error: {message}", Style.Error);
    }
}
