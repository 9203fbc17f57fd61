using System.Diagnostics;
using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Reports;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Deploy;

/// <summary>Does what a target asks for, cluster by cluster and chart by chart.</summary>
/// <param name="settings">What is to be deployed where.</param>
/// <param name="output">Where it is reported to.</param>
public sealed class DeployRun(DeploySettings settings, DeployOutput output)
{
    delegate Task<ReleaseOutcome> ReleaseWork(ApiClient api, DeployChart chart, Release release, IDeployObserver observer);

    /// <summary>The kubeconfig; null for the one that kubectl takes by itself.</summary>
    internal string? Kubeconfig { get; init; }

    bool IsOnlyLooking => settings.PlanOnly || settings.DryRun;

    /// <summary>Deploys, or with <see cref="DeploySettings.PlanOnly"/> says what a deploy would do.</summary>
    /// <param name="signals">How the user ends it; what was begun is rolled back first.</param>
    public async Task<DeployResult> DeployAsync(StopSignals signals)
    {
        if (Unconfirmed() is { } refused)
            return refused;
        // With several charts, what is wrong with any of them is known before the first is touched.
        if (!IsOnlyLooking && settings.Charts.Count > 1 && await CheckAllAsync(signals) is { } problems)
            return problems;
        return await InClustersAsync((api, chart, release, observer) => DeployAsync(api, chart, release, observer, Options(chart), signals), settings.Charts, signals);
    }

    /// <summary>Goes back to a revision.</summary>
    /// <param name="signals">How the user ends it.</param>
    public async Task<DeployResult> RollbackAsync(StopSignals signals)
    {
        if (Unconfirmed() is { } refused)
            return refused;
        return await InClustersAsync(
            (api, chart, release, observer) => RollbackAsync(chart, release, new ReleaseDeployment(api, release, Options(chart), observer, TimeProvider.System), observer, signals),
            [.. settings.Charts.Reverse()],
            signals);
    }

    async Task<ReleaseOutcome> RollbackAsync(DeployChart chart, Release release, ReleaseDeployment deployment, IDeployObserver observer, StopSignals signals)
    {
        if (!release.IsHelms)
            return await deployment.RollbackAsync(settings.Revision, signals);
        var helm = new HelmWork(settings, observer);
        // Of a dry run helm tells no changes: it is planned here.
        return IsOnlyLooking
            ? await deployment.RollbackAsync(await helm.TargetAsync(release, chart, signals.Stop), signals)
            : await helm.RollbackAsync(release, chart, signals.Stop);
    }

    /// <summary>Takes the releases out of their clusters.</summary>
    /// <param name="signals">How the user ends it.</param>
    public async Task<DeployResult> UndeployAsync(StopSignals signals)
    {
        if (Unconfirmed() is { } refused)
            return refused;
        var result = await InClustersAsync(
            (api, chart, release, observer) => release.IsHelms && !IsOnlyLooking
                ? new HelmWork(settings, observer).UninstallAsync(api, release, chart, signals.Stop)
                : new ReleaseRemoval(api, release, Options(chart), observer, TimeProvider.System).RunAsync(signals),
            [.. settings.Charts.Reverse()],
            signals);
        return result.End == DeployEnd.LeftBroken ? result with { Message = "not everything is deleted" } : result;
    }

    /// <summary>Says which revisions there are, how healthy the releases are, and whether they are as they were deployed.</summary>
    /// <param name="signals">How the user ends it.</param>
    public async Task<DeployResult> StatusAsync(StopSignals signals)
    {
        var result = await InspectAsync(
            isHistoryWanted: true, StatusText.Write, status => status.Inspected is not null && !status.IsWell ? ReleaseResult.Refused : ReleaseResult.Done, signals);
        return result.End == DeployEnd.Refused ? result with { Message = "not everything is healthy, finished, or can be seen" } : result;
    }

    /// <summary>Compares what is live with what was deployed.</summary>
    /// <param name="signals">How the user ends it.</param>
    public async Task<DeployResult> DiffLiveAsync(StopSignals signals)
    {
        var result = await InspectAsync(isHistoryWanted: false, StatusText.WriteDrift, Judge, signals);
        return result.End switch
        {
            DeployEnd.Refused => result with { Message = "not everything could be compared" },
            DeployEnd.ChangesFound => result with { Message = "something is not as it was deployed" },
            _ => result,
        };

        static ReleaseResult Judge(ReleaseStatus status) => status.Problems.Count > 0 ? ReleaseResult.Refused
            : status.Drifted.Count > 0 ? ReleaseResult.Planned
            : ReleaseResult.Done;
    }

    Task<DeployResult> InspectAsync(bool isHistoryWanted, Func<ReleaseStatus, IEnumerable<string>> write, Func<ReleaseStatus, ReleaseResult> judge, StopSignals signals) => InClustersAsync(
        async (api, chart, release, observer) =>
        {
            var status = await new ReleaseInspection(api, release).RunAsync(signals.Stop);
            if (release.IsHelms && isHistoryWanted)
                output.Write(await new HelmWork(settings, observer).HistoryAsync(release, chart, signals.Stop));
            output.Write(write(status));
            return new ReleaseOutcome(judge(status));
        },
        settings.Charts,
        signals,
        isQuiet: true);

    DeployResult? Unconfirmed()
    {
        if (!settings.IsProtected || IsOnlyLooking || settings.Confirmed == settings.Environment)
            return null;
        var message = settings.Confirmed is null
            ? $"the environment {settings.Environment} is protected: add --confirm {settings.Environment}, or set NINJABUILD_CONFIRM={settings.Environment} in CI"
            : $"the environment {settings.Environment} is protected, and it is {settings.Confirmed} that was confirmed: add --confirm {settings.Environment}";
        return new DeployResult(DeployEnd.Refused, "nothing was changed") { Errors = [message] };
    }

    async Task<DeployResult?> CheckAllAsync(StopSignals signals)
    {
        var result = await InClustersAsync(
            (api, chart, release, _) => DeployAsync(api, chart, release, SilentObserver.Instance, Options(chart) with { PlanOnly = true }, signals),
            // What the charts that one depends on bring may be what it lacks now.
            [.. settings.Charts.Where(chart => chart.DependsOn.Count == 0)],
            signals,
            isQuiet: true,
            mayFail: settings.Rollout.MaxFailures);
        return result.End is DeployEnd.Done or DeployEnd.ChangesFound ? null : result;
    }

    async Task<ReleaseOutcome> DeployAsync(ApiClient api, DeployChart chart, Release release, IDeployObserver observer, DeployOptions options, StopSignals signals)
    {
        ReleaseReader reader;
        try
        {
            reader = ReleaseReader.Open(chart.Source);
        }
        catch (ChartException error)
        {
            return new ReleaseOutcome(ReleaseResult.Refused) { Problems = [.. error.Problems.Select(problem => new DeployProblem("", problem.ToString()))] };
        }

        // Helm carries out what was planned and checked here, as NinjaBuild itself would.
        var outcome = await new ReleaseDeployment(api, release, options with { PlanOnly = options.PlanOnly || release.IsHelms }, observer, TimeProvider.System).DeployAsync(reader, signals);
        if (release.IsHelms && !options.PlanOnly && outcome.Result == ReleaseResult.Planned)
            outcome = await new HelmWork(settings, observer).DeployAsync(api, release, chart, outcome, signals.Stop);
        if (outcome.Plan is { } plan && !settings.DryRun && !ReferenceEquals(observer, SilentObserver.Instance))
            TryWritePlan(plan, observer);
        return outcome;
    }

    // Cluster by cluster, and in each chart by chart; a chart that fails ends its cluster, and so many clusters as are allowed may fail before
    // no further one is begun. Where it is only looked, all are looked at.
    async Task<DeployResult> InClustersAsync(ReleaseWork work, IReadOnlyList<DeployChart> charts, StopSignals signals, bool isQuiet = false, int mayFail = 0)
    {
        var unknown = await UnknownContextsAsync(signals.Stop);
        if (unknown.Count > 0)
            return new DeployResult(DeployEnd.Refused, "nothing was changed") { Errors = unknown };

        var places = new UndeclaredCharts(settings, Kubeconfig);
        var lost = await places.FindAsync(charts, isChanged: !isQuiet && !IsOnlyLooking, signals.Stop);
        if (lost.Count > 0)
            return new DeployResult(DeployEnd.Refused, "nothing was changed") { Errors = lost };

        var isParallel = settings.Contexts.Count > 1 && settings.Rollout.Strategy == RolloutStrategy.Parallel;
        var clusters = isParallel
            ? await Task.WhenAll(settings.Contexts.Select(context => InClusterAsync(context, $"[{context}] ", work, charts, places, signals, isQuiet)))
            : await OneAfterAnotherAsync(context => InClusterAsync(context, "", work, charts, places, signals, isQuiet), isEachSeen: isQuiet || IsOnlyLooking);
        var failed = clusters.Count(cluster => cluster.Exists(IsFailure));
        return Sum([.. clusters.Where(cluster => failed > mayFail || !cluster.Exists(IsFailure)).SelectMany(results => results)]);
    }

    async Task<IReadOnlyList<List<ReleaseResult>>> OneAfterAnotherAsync(Func<string, Task<List<ReleaseResult>>> work, bool isEachSeen)
    {
        var clusters = new List<List<ReleaseResult>>();
        foreach (var context in settings.Contexts)
        {
            clusters.Add(await work(context));
            if (isEachSeen || clusters.Count(cluster => cluster.Exists(IsFailure)) <= settings.Rollout.MaxFailures)
                continue;
            var rest = settings.Contexts.Skip(clusters.Count).ToList();
            if (rest.Count > 0)
                output.Write([$"{string.Join(", ", rest)}: not begun, since {context} failed"]);
            break;
        }

        return clusters;
    }

    async Task<List<ReleaseResult>> InClusterAsync(string context, string prefix, ReleaseWork work, IReadOnlyList<DeployChart> charts, UndeclaredCharts places, StopSignals signals, bool isQuiet)
    {
        var results = new List<ReleaseResult>();
        try
        {
            IDeployObserver? current = null;
            var options = new ApiClientOptions { FieldManager = Ownership.FieldManager, Kubeconfig = Kubeconfig, Note = text => Volatile.Read(ref current)?.Note(text) };
            await using var api = await ApiClient.ConnectAsync(context, options, signals.Stop);
            foreach (var chart in charts)
            {
                if ((chart.Namespace ?? places.NamespaceOf(chart, context)) is not { } ns)
                {
                    output.Write([$"{prefix}{chart.Name} ({settings.Environment}, {context}): is not deployed"]);
                    results.Add(ReleaseResult.NothingToDo);
                    continue;
                }

                var release = new Release(chart.Name, settings.Environment, context, ns) { IsHelms = settings.Engine == DeployEngine.Helm, IsElsewhere = chart.IsElsewhere };
                var observer = isQuiet ? SilentObserver.Instance : output.Observe(release.Namespace, prefix);
                Volatile.Write(ref current, observer);
                var result = await OneAsync(api, chart, release, observer, prefix, work, isQuiet);
                results.Add(result);
                if (!IsFailure(result) || IsOnlyLooking || isQuiet)
                    continue;
                var rest = charts.SkipWhile(other => other != chart).Skip(1).Select(other => other.Name).ToList();
                if (rest.Count > 0)
                    output.Write([$"{prefix}{string.Join(", ", rest)}: not begun, since {chart.Name} failed"]);
                break;
            }
        }
        catch (ApiException error)
        {
            output.Write([$"{prefix}{context}: {error.Message}"]);
            results.Add(ReleaseResult.Refused);
        }
        catch (OperationCanceledException)
        {
            output.Write([$"{prefix}{context}: stopped"]);
            results.Add(ReleaseResult.Refused);
        }

        return results;
    }

    async Task<ReleaseResult> OneAsync(ApiClient api, DeployChart chart, Release release, IDeployObserver observer, string prefix, ReleaseWork work, bool isQuiet)
    {
        var started = Stopwatch.GetTimestamp();
        ReleaseOutcome outcome;
        try
        {
            outcome = await work(api, chart, release, observer);
        }
        catch (DeployException error)
        {
            outcome = new ReleaseOutcome(ReleaseResult.Refused) { Problems = error.Problems };
        }
        finally
        {
            (observer as IDisposable)?.Dispose();
        }

        if (!isQuiet || outcome.Problems.Count > 0)
            output.Write(OutcomeText.Write(release, outcome, Stopwatch.GetElapsedTime(started)).Select(line => prefix + line));
        return outcome.Result;
    }

    async Task<IReadOnlyList<string>> UnknownContextsAsync(CancellationToken cancellation)
    {
        try
        {
            var known = (await KubeConfig.ReadAsync(Kubeconfig, cancellation)).Contexts.Select(context => context.Name).ToList();
            return
            [
                .. settings.Contexts.Where(context => !known.Contains(context, StringComparer.Ordinal)).Select(context =>
                    $"the environment {settings.Environment} is in the context {context}, which kubectl does not know: {(known.Count == 0 ? "it knows none" : $"it knows {string.Join(", ", known)}")}; add it to your kubeconfig (KUBECONFIG), or correct ninja.yaml"),
            ];
        }
        catch (ApiException error)
        {
            return [error.Message];
        }
    }

    DeployOptions Options(DeployChart chart) => new()
    {
        Permissions = new PlanPermissions(settings.AllowReplace, settings.ForceConflicts, settings.Adopt),
        PlanOnly = IsOnlyLooking,
        NoRollback = settings.NoRollback,
        Timeout = settings.Timeout,
        WaveTimeout = settings.WaveTimeout,
        Lock = new DeployLockOptions { Timeout = settings.LockTimeout },
        CreateNamespace = settings.CreateNamespace,
        RequirePinnedImages = settings.RequirePinnedImages,
        Namespaces = chart.Namespaces,
        ClusterKinds = chart.ClusterScoped,
        GitRevision = settings.GitRevision,
    };

    // The plan was shown already: that it cannot be kept as well ends nothing.
    void TryWritePlan(DeployPlan plan, IDeployObserver observer)
    {
        try
        {
            WritePlan(plan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            observer.Note($"the plan could not be written: {error.Message}");
        }
    }

    void WritePlan(DeployPlan plan)
    {
        var folder = Path.Combine(settings.Artifacts, "deploy", plan.Release.Environment, plan.Release.Name);
        if (settings.Contexts.Count > 1)
            folder = Path.Combine(folder, string.Join('_', plan.Release.Context.Split(Path.GetInvalidFileNameChars())));
        Directory.CreateDirectory(folder);
        WriteWhole(Path.Combine(folder, "plan.json"), PlanJson.Write(plan).Span);
        WriteWhole(Path.Combine(folder, "plan.md"), System.Text.Encoding.UTF8.GetBytes(PlanMarkdown.Write(plan)));
    }

    static void WriteWhole(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.{Environment.ProcessId}";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    static bool IsFailure(ReleaseResult result) => result is ReleaseResult.Refused or ReleaseResult.RolledBack or ReleaseResult.NotRolledBack;

    // The worst of all that happened is what the exit code says.
    DeployResult Sum(List<ReleaseResult> results)
    {
        if (results.Contains(ReleaseResult.NotRolledBack))
            return new DeployResult(DeployEnd.LeftBroken, "not everything is as it was, or as it should be");
        if (results.Contains(ReleaseResult.RolledBack))
            return new DeployResult(DeployEnd.RolledBack, results.Contains(ReleaseResult.Done) ? "not everything was deployed: what failed was rolled back" : "failed, and was rolled back");
        if (results.Contains(ReleaseResult.Refused))
            return new DeployResult(DeployEnd.Refused, results.Contains(ReleaseResult.Done) ? "not everything was deployed" : "nothing was changed");
        if (results.Contains(ReleaseResult.Planned) && settings.DryRun)
            return new DeployResult(DeployEnd.Done, "a dry run: nothing was changed");
        return results.Contains(ReleaseResult.Planned)
            ? new DeployResult(DeployEnd.ChangesFound, "there are changes")
            : new DeployResult(DeployEnd.Done, results.Contains(ReleaseResult.Done) ? "done" : "nothing to do");
    }
}
