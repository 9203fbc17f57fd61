using NinjaBuild.Deploy.Engines;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Client;

namespace NinjaBuild.Deploy;

/// <summary>Does with helm what a target asks for, and tells how it ended in the words of all deploys.</summary>
/// <param name="settings">What is to be deployed where.</param>
/// <param name="observer">Is told what helm prints.</param>
sealed class HelmWork(DeploySettings settings, IDeployObserver observer)
{
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    readonly HelmEngine _engine = new(new HelmEngineOptions { Output = line => observer.Note(line) });

    /// <summary>Installs or upgrades.</summary>
    public Task<ReleaseOutcome> DeployAsync(ApiClient api, Release release, DeployChart chart, ReleaseOutcome planned, CancellationToken stop) =>
        new HelmEvidence(api, planned.Plan!, new HealthWatchOptions { Note = observer.Note }, LookEvery)
            .GatherAsync(() => RunAsync(() => _engine.DeployAsync(Of(release, chart), stop), planned), stop);

    /// <summary>Goes back to a revision.</summary>
    public Task<ReleaseOutcome> RollbackAsync(Release release, DeployChart chart, CancellationToken stop) =>
        RunAsync(() => _engine.RollbackAsync(Of(release, chart), settings.Revision, stop), new ReleaseOutcome(ReleaseResult.Done));

    /// <summary>The revision that a rollback goes to.</summary>
    /// <exception cref="DeployException">There is none, or helm cannot be asked.</exception>
    public Task<int> TargetAsync(Release release, DeployChart chart, CancellationToken stop) => _engine.TargetAsync(Of(release, chart), settings.Revision, stop);

    /// <summary>Deletes the release, and says what its hooks leave.</summary>
    public async Task<ReleaseOutcome> UninstallAsync(ApiClient api, Release release, DeployChart chart, CancellationToken stop)
    {
        var hooks = await HelmLeftovers.ReadAsync(api, release, stop);
        var outcome = await RunAsync(() => _engine.UninstallAsync(Of(release, chart), stop), new ReleaseOutcome(ReleaseResult.Done));
        if (outcome.Result == ReleaseResult.Done && await hooks.FindAsync(stop) is { } left)
            observer.Note(left);
        return outcome;
    }

    /// <summary>The revisions that helm keeps, a line each, the newest first.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync(Release release, DeployChart chart, CancellationToken stop) =>
        [.. (await _engine.HistoryAsync(Of(release, chart), stop)).Reverse().Select(revision => $"{revision.Number,4}  {revision.Status,-12} {revision.Updated:yyyy-MM-dd HH:mm}  {revision.Chart}  {revision.Description}")];

    static async Task<ReleaseOutcome> RunAsync(Func<Task<HelmOutcome>> work, ReleaseOutcome planned)
    {
        try
        {
            var outcome = await work();
            var problems = outcome.End == DeployEnd.Done ? [] : (DeployProblem[])[new("", outcome.Message), .. outcome.Advice is null ? [] : (DeployProblem[])[new("", outcome.Advice)]];
            return planned with { Result = ResultOf(outcome.End), Problems = problems, Revision = outcome.Failed ?? outcome.Revision?.Number };
        }
        catch (DeployException error)
        {
            return planned with { Result = ReleaseResult.Refused, Problems = error.Problems };
        }
        catch (OperationCanceledException)
        {
            return planned with { Result = ReleaseResult.Refused, Problems = [new DeployProblem("helm", "was stopped before it changed anything")] };
        }
    }

    HelmRelease Of(Release release, DeployChart chart) => new(release, chart.Source)
    {
        Timeout = settings.Timeout,
        WaveTimeout = settings.WaveTimeout,
        CreateNamespace = settings.CreateNamespace,
        NoRollback = settings.NoRollback,
        ForceConflicts = settings.ForceConflicts,
        Adopt = settings.Adopt,
    };

    static ReleaseResult ResultOf(DeployEnd end) => end switch
    {
        DeployEnd.Done => ReleaseResult.Done,
        DeployEnd.RolledBack => ReleaseResult.RolledBack,
        DeployEnd.LeftBroken => ReleaseResult.NotRolledBack,
        _ => ReleaseResult.Refused,
    };
}
