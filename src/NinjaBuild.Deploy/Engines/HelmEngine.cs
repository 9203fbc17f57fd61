using System.Globalization;
using System.Text.Json;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Deploy.Engines;

/// <summary>
/// Deploys with the helm program, for teams whose releases are Helm's. Values reach it through its standard input: they are neither among
/// its arguments, which every user of the machine can read, nor on disk.
/// </summary>
/// <param name="options">How helm is run.</param>
public sealed class HelmEngine(HelmEngineOptions options)
{
    static readonly TimeSpan QueryTimeout = TimeSpan.FromMinutes(2);
    static readonly JsonSerializerOptions Deep = new() { MaxDepth = 1000 };

    HelmVersion? _version;

    /// <summary>Installs or upgrades a release, and waits until it is healthy; where it fails or is cancelled, helm rolls it back.</summary>
    /// <exception cref="DeployException">Nothing was begun, and why.</exception>
    /// <exception cref="Helm.Charts.ChartException">The values cannot be read.</exception>
    public async Task<HelmOutcome> DeployAsync(HelmRelease release, CancellationToken cancellation)
    {
        var values = JsonSerializer.SerializeToUtf8Bytes(release.Source.ReadValues(), Deep);
        var version = await VersionAsync(cancellation);
        var before = await HistoryAsync(release, cancellation);
        if (before is [.., { IsPending: true }])
            throw HelmAdvice.Pending(release.Release, before);

        var exit = await RunAsync(release, DeployArguments(release, version), values, cancellation);
        return await OutcomeAsync(release, before, exit, $"{release.Release.Name} is deployed", cancellation);
    }

    /// <summary>Goes back to a revision.</summary>
    /// <param name="release">The release.</param>
    /// <param name="revision">The revision; null for the last good one before the newest.</param>
    /// <param name="cancellation">Interrupts helm, which leaves the release between two revisions then.</param>
    /// <exception cref="DeployException">There is none to go back to, or helm cannot be asked.</exception>
    public async Task<HelmOutcome> RollbackAsync(HelmRelease release, int? revision, CancellationToken cancellation)
    {
        await VersionAsync(cancellation);
        var before = await HistoryAsync(release, cancellation);
        var target = HelmAdvice.Target(release.Release, before, revision).ToString(CultureInfo.InvariantCulture);
        string[] arguments = ["rollback", release.Release.Name, target, .. Place(release.Release), .. Waiting(release)];
        var exit = await RunAsync(release, arguments, input: default, cancellation);
        return await OutcomeAsync(release, before, exit, $"{release.Release.Name} is back at revision {target}", cancellation);
    }

    /// <summary>The revision that a rollback goes to.</summary>
    /// <inheritdoc cref="RollbackAsync" path="/param|/exception"/>
    public async Task<int> TargetAsync(HelmRelease release, int? revision, CancellationToken cancellation) =>
        HelmAdvice.Target(release.Release, await HistoryAsync(release, cancellation), revision);

    /// <summary>The revisions of a release, the oldest first; empty where there is no release.</summary>
    /// <exception cref="DeployException">Helm cannot be asked.</exception>
    public async Task<IReadOnlyList<HelmRevision>> HistoryAsync(HelmRelease release, CancellationToken cancellation)
    {
        var exit = await AskAsync(["history", release.Release.Name, "--output", "json", .. Place(release.Release)], cancellation);
        if (exit.ExitCode == 0)
            return HelmHistory.Read(exit.Output);
        return exit.Error.Contains("release: not found", StringComparison.Ordinal)
            ? []
            : throw new DeployException(release.Release.ToString(), $"helm cannot tell its revisions: {exit.Error}");
    }

    /// <summary>Deletes a release with all its objects and its history, and waits until they are gone.</summary>
    /// <exception cref="DeployException">Helm cannot be asked.</exception>
    public async Task<HelmOutcome> UninstallAsync(HelmRelease release, CancellationToken cancellation)
    {
        await VersionAsync(cancellation);
        var before = await HistoryAsync(release, cancellation);
        if (before.Count == 0)
            return new HelmOutcome(DeployEnd.Done, $"{release.Release} is not there: nothing was deleted");
        string[] arguments = ["uninstall", release.Release.Name, .. Place(release.Release), "--wait", "--timeout", Duration.Write(release.WaveTimeout)];
        var exit = await RunAsync(release, arguments, input: default, cancellation);
        return await OutcomeAsync(release, before, exit, $"{release.Release.Name} is deleted", cancellation);
    }

    static string[] DeployArguments(HelmRelease release, HelmVersion version)
    {
        return
        [
            "upgrade", release.Release.Name, release.Source.Chart, "--install", .. Place(release.Release), "--values", "-", .. Waiting(release),
            .. Where(!release.NoRollback, version.Rollback),
            .. Where(release.CreateNamespace, "--create-namespace"),
            .. Where(release.Adopt, "--take-ownership"),
            .. Where(release.ForceConflicts && version.HasConflicts, "--force-conflicts"),
        ];

        static string[] Where(bool isWanted, string option) => isWanted ? [option] : [];
    }

    // In one word, so that a name that starts with a hyphen is no option.
    static string[] Place(Release release) => [$"--namespace={release.Namespace}", $"--kube-context={release.Context}"];

    static string[] Waiting(HelmRelease release) => ["--wait", "--wait-for-jobs", "--timeout", Duration.Write(release.WaveTimeout)];

    async Task<HelmVersion> VersionAsync(CancellationToken cancellation)
    {
        if (_version is not null)
            return _version;
        var exit = await AskAsync(["version", "--template", "{{.Version}}"], cancellation);
        return exit.ExitCode == 0
            ? _version = HelmVersion.Parse(exit.Output)
            : throw new DeployException(options.Program, $"does not tell its version: {exit.Error}");
    }

    async Task<HelmExit> AskAsync(string[] arguments, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(QueryTimeout);
        var exit = await HelmProcess.RunAsync(options.Program, arguments, input: default, line: null, limit.Token);
        cancellation.ThrowIfCancellationRequested();
        return exit;
    }

    async Task<HelmExit> RunAsync(HelmRelease release, string[] arguments, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(release.Timeout);
        var exit = await HelmProcess.RunAsync(options.Program, arguments, input, options.Output, limit.Token);
        if (exit.ExitCode == 0 || !limit.IsCancellationRequested)
            return exit;
        var reason = cancellation.IsCancellationRequested ? "it was interrupted" : $"it took longer than {Duration.Write(release.Timeout)}";
        return exit with { Error = exit.Error.Length == 0 ? reason : $"{reason}: {exit.Error}" };
    }

    async Task<HelmOutcome> OutcomeAsync(
        HelmRelease release, IReadOnlyList<HelmRevision> before, HelmExit exit, string done, CancellationToken cancellation)
    {
        var after = await TryHistoryAsync(release);
        if (exit.ExitCode == 0)
            return new HelmOutcome(DeployEnd.Done, done) { Revision = after is [.., var newest] ? newest : null };
        return HelmAdvice.Failed(release.Release, before, after, exit.Error, cancellation.IsCancellationRequested);
    }

    // What became of a release is worth knowing after an interruption too.
    async Task<IReadOnlyList<HelmRevision>?> TryHistoryAsync(HelmRelease release)
    {
        try
        {
            return await HistoryAsync(release, CancellationToken.None);
        }
        catch (DeployException)
        {
            return null;
        }
    }
}
