using System.Globalization;
using NinjaBuild.Deploy.Releases;

namespace NinjaBuild.Deploy.Engines;

/// <summary>Tells from a release's revisions what can be done, what became of it, and how to go on.</summary>
static class HelmAdvice
{
    const int MaxErrorLength = 300;

    /// <summary>Why nothing can be done to a release that helm is at work on, or was killed at.</summary>
    public static DeployException Pending(Release release, IReadOnlyList<HelmRevision> history)
    {
        var last = history[^1];
        var since = last.Updated is { } time ? string.Create(CultureInfo.InvariantCulture, $" since {time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : "";
        var command = history.LastOrDefault(revision => revision.IsGood) is { } good
            ? Command(release, string.Create(CultureInfo.InvariantCulture, $"rollback {release.Name} {good.Number}"))
            : Command(release, $"uninstall {release.Name}");
        return new DeployException(
            release.ToString(),
            $"revision {last.Number} is {last.Status}{since}: another helm is at work on it, or was killed. If nobody is, run '{command}', then deploy again");
    }

    /// <summary>The revision to go back to.</summary>
    /// <param name="release">The release.</param>
    /// <param name="history">Its revisions, the oldest first.</param>
    /// <param name="wanted">The one that was asked for; null for the last good one before the newest.</param>
    /// <exception cref="DeployException">There is none.</exception>
    public static int Target(Release release, IReadOnlyList<HelmRevision> history, int? wanted)
    {
        if (history.Count == 0)
            throw new DeployException(release.ToString(), "there is no such release: nothing was deployed with helm yet");
        var earlier = history.Where(revision => revision.Number < history[^1].Number).ToList();
        if (wanted is null)
        {
            return earlier.LastOrDefault(revision => revision.IsGood)?.Number
                ?? throw new DeployException(release.ToString(), "no earlier revision was ever healthy: there is nothing to go back to");
        }

        return history.Any(revision => revision.Number == wanted)
            ? wanted.Value
            : throw new DeployException(release.ToString(), $"there is no revision {wanted}; there are {string.Join(", ", history.Select(revision => revision.Number))}");
    }

    /// <summary>What became of a release after helm failed.</summary>
    /// <param name="release">The release.</param>
    /// <param name="before">Its revisions before.</param>
    /// <param name="after">Its revisions now; null where they could not be read.</param>
    /// <param name="error">What helm said.</param>
    /// <param name="isInterrupted">Whether it was interrupted.</param>
    public static HelmOutcome Failed(
        Release release, IReadOnlyList<HelmRevision> before, IReadOnlyList<HelmRevision>? after, string error, bool isInterrupted)
    {
        var what = $"{release}: helm {(isInterrupted ? "was interrupted" : "failed")}";
        var why = Shortened(error);
        var was = before.Count > 0 ? before[^1] : null;
        if (after is null)
            return new HelmOutcome(DeployEnd.LeftBroken, $"{what}, and does not tell what became of the release: {why}") { Advice = Advice(release) };
        if (after is not [.., var now])
        {
            if (was is not null)
                return new HelmOutcome(DeployEnd.LeftBroken, $"{what}, and forgot the release, of which objects may be left: {why}");
            // A first installation that fails leaves no revision, whether it was undone or not begun at all.
            return error.Contains("has been uninstalled", StringComparison.Ordinal)
                ? new HelmOutcome(DeployEnd.RolledBack, $"{what}, and deleted what it had made: {why}") { Failed = 1 }
                : new HelmOutcome(DeployEnd.Refused, $"{what}, and changed nothing: {why}");
        }

        if (was is not null && now.Number == was.Number && now.Status == was.Status)
            return new HelmOutcome(DeployEnd.Refused, $"{what}, and changed nothing: {why}") { Revision = now };
        // Helm goes back by making one revision more, with the objects of an earlier one.
        var failed = after.First(revision => revision.Number == now.Number || revision.Number > (was?.Number ?? 0)).Number;
        return now.Status == "deployed" && now.Number > (was?.Number ?? 0)
            ? new HelmOutcome(DeployEnd.RolledBack, $"{what}, and went back to what was there before, as revision {now.Number}: {why}") { Revision = now, Failed = failed }
            : new HelmOutcome(DeployEnd.LeftBroken, $"{what}, and left revision {now.Number} {now.Status}: {why}") { Revision = now, Failed = failed, Advice = Advice(release) };
    }

    // All that helm says was shown when it said it.
    static string Shortened(string error) => error.Length <= MaxErrorLength ? error : $"{error[..MaxErrorLength].TrimEnd()} … (helm's lines above have the rest)";

    static string Advice(Release release) =>
        $"look with '{Command(release, $"history {release.Name}")}', and go back with './build.sh Rollback --env {release.Environment} --chart {release.Name}', or deploy again once the cause is gone";

    static string Command(Release release, string words) => $"helm {words} --namespace {release.Namespace} --kube-context {Quoted(release.Context)}";

    /// <summary>A word as a shell takes it for one.</summary>
    public static string Quoted(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '@' or '=') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
