using NinjaBuild.Charts.Composition;
using NinjaBuild.Deploy;
using NinjaBuild.Deploy.Requests;
using Nuke.Common;
using Serilog;

namespace NinjaBuild.Components;

/// <summary>Takes composed charts to the clusters of an environment.</summary>
internal interface IDeploy : ICompose, IHazValues
{
    /// <summary>The variable by which CI confirms a deploy to a protected environment.</summary>
    private const string ConfirmVariable = "NINJABUILD_CONFIRM";

    [Parameter("What to deploy with: native or helm. Default is as ninja.yaml says, else native")]
    string? Engine => TryGetValue(() => Engine);

    [Parameter("Name of the environment once more, which a protected one asks for. In CI: the variable NINJABUILD_CONFIRM")]
    string? Confirm => TryGetValue(() => Confirm);

    [Parameter("Ends a deploy with its plan; the exit code is 3 where there are changes")]
    bool PlanOnly => TryGetValue<bool?>(() => PlanOnly) ?? false;

    [Parameter("Changes nothing in a cluster, and says what would be done")]
    bool DryRun => TryGetValue<bool?>(() => DryRun) ?? false;

    [Parameter("Deletes and makes anew objects whose change touches a field that cannot change")]
    bool AllowReplace => TryGetValue<bool?>(() => AllowReplace) ?? false;

    [Parameter("Takes fields over that others have set")]
    bool ForceConflicts => TryGetValue<bool?>(() => ForceConflicts) ?? false;

    [Parameter("Takes objects over that exist and belong to no release")]
    bool Adopt => TryGetValue<bool?>(() => Adopt) ?? false;

    [Parameter("Leaves a deploy that failed as it is")]
    bool NoRollback => TryGetValue<bool?>(() => NoRollback) ?? false;

    [Parameter("How long a chart may take in a cluster, such as 30m. Default is as ninja.yaml says, else 30m")]
    string? Timeout => TryGetValue(() => Timeout);

    [Parameter("How long a wave may take to become healthy, such as 10m. Default is as ninja.yaml says, else 10m")]
    string? WaveTimeout => TryGetValue(() => WaveTimeout);

    [Parameter("How long to wait for another deploy of the same chart, such as 5m. Default is 5m")]
    string? LockTimeout => TryGetValue(() => LockTimeout);

    [Parameter("Image of an app or job as APP=REF, REF being REPOSITORY[:TAG][@DIGEST], :TAG or @DIGEST; repeatable")]
    string[] Image => TryGetValue(() => Image) ?? [];

    [Parameter("Namespace with the record of a deployed chart, where it is not the declared one (Rollback, DeployStatus, Undeploy, DiffLive)")]
    string? RecordNamespace => TryGetValue(() => RecordNamespace);

    [Parameter("Revision to go back to (Rollback). Default is the last good one before the current")]
    string? Revision => TryGetValue(() => Revision);

    Target Deploy => _ => _
        .Description("Composes charts and takes them to the clusters of --env: plans, applies wave by wave, waits until all is healthy, else rolls back")
        .Executes(() => Run(DeployVerb.Deploy, (run, signals) => run.DeployAsync(signals)));

    Target DeployPlan => _ => _
        .Description("Composes charts and says what Deploy would change; the exit code is 3 where there are changes")
        .Executes(() => Run(DeployVerb.DeployPlan, (run, signals) => run.DeployAsync(signals)));

    Target Rollback => _ => _
        .Description("Takes a chart in --env back to --revision, or to the last good one before the current")
        .Executes(() => Run(DeployVerb.Rollback, (run, signals) => run.RollbackAsync(signals)));

    Target DeployStatus => _ => _
        .Description("Shows the revisions of the charts in --env, how healthy they are, and what is not as it was deployed")
        .Executes(() => Run(DeployVerb.DeployStatus, (run, signals) => run.StatusAsync(signals)));

    Target Undeploy => _ => _
        .Description("Deletes what was deployed of a chart in --env")
        .Executes(() => Run(DeployVerb.Undeploy, (run, signals) => run.UndeployAsync(signals)));

    Target DiffLive => _ => _
        .Description("Compares what is live in --env with what was deployed; the exit code is 3 where they differ")
        .Executes(() => Run(DeployVerb.DiffLive, (run, signals) => run.DiffLiveAsync(signals)));

    private async Task Run(DeployVerb verb, Func<DeployRun, StopSignals, Task<DeployResult>> work)
    {
        var settings = Read(verb);
        // What is deployed is what the sources say now, whatever lies in the artifacts folder.
        if (verb is DeployVerb.Deploy or DeployVerb.DeployPlan)
            this.Run(composer => composer.ComposeCharts(), isLast: false, this.Settings() with { Environment = null });
        WorkspaceRun.Close();

        using var interruption = new Interruption(() => Log.Warning("Interrupted: what was begun is undone first. Interrupt once more to leave it as it is"));
        Report(await this.TryDeploy(() => work(new DeployRun(settings with { GitRevision = GitCommit.Of(RootDirectory) }, Output()), interruption.Signals)));
    }

    private static DeployOutput Output()
    {
        var isTerminal = !Console.IsOutputRedirected && !string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);
        return new DeployOutput(Console.Out, isTerminal ? () => (Console.WindowWidth, Console.WindowHeight) : null);
    }

    private DeploySettings Read(DeployVerb verb)
    {
        var problems = new List<string>();
        var settings = this.AskAll(composer => verb is DeployVerb.Deploy or DeployVerb.DeployPlan
            ? RequestReader.Read(Request(verb), composer.Workspace, composer.Charts, problems)
            : ReadDeployed(verb, composer, problems));
        if (settings is not null)
            return settings;
        foreach (var problem in problems.Take(problems.Count - 1))
            Log.Error("{Problem:l}", problem);
        throw Stop.With(this, ExitCodes.Invalid, problems[^1]);
    }

    // What is deployed already does not depend on whether the apps in the workspace are right at the moment.
    private DeploySettings? ReadDeployed(DeployVerb verb, Composer composer, List<string> problems)
    {
        var readable = composer.ReadableWorkspace();
        foreach (var fault in readable.Faults)
            Log.Warning("{Fault:l}", fault.ToString());
        return RequestReader.Read(Request(verb), readable.Workspace, readable.Charts, problems);
    }

    private DeployRequest Request(DeployVerb verb) => new(verb, ArtifactsDirectory)
    {
        Environment = Env,
        Charts = Chart,
        Engine = Engine,
        Confirm = Confirm,
        ConfirmVariable = Environment.GetEnvironmentVariable(ConfirmVariable) is { Length: > 0 } confirmed ? confirmed : null,
        PlanOnly = PlanOnly,
        DryRun = DryRun,
        AllowReplace = AllowReplace,
        ForceConflicts = ForceConflicts,
        Adopt = Adopt,
        NoRollback = NoRollback,
        Timeout = Timeout,
        WaveTimeout = WaveTimeout,
        LockTimeout = LockTimeout,
        Images = Image,
        // An environment variable of that name may mean anything, so it counts where a revision is asked for.
        Revision = verb == DeployVerb.Rollback || IsGiven("--revision") ? Revision : null,
        RecordNamespace = RecordNamespace,
        Values = GivenValues(),
    };

    private static bool IsGiven(string flag) =>
        Environment.GetCommandLineArgs().Any(x => x.Split('=')[0].Equals(flag, StringComparison.OrdinalIgnoreCase));

    private void Report(DeployResult result)
    {
        foreach (var error in result.Errors)
            Log.Error("{Error:l}", error);
        if (result.End is not (DeployEnd.Done or DeployEnd.ChangesFound))
            throw Stop.With(this, (int)result.End, result.Message);
        Log.Information("{Message:l}", result.Message);
        if (result.End != DeployEnd.Done)
            ExitCode = (int)result.End;
    }
}
