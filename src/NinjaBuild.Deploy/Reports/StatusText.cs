using System.Globalization;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Kubernetes.Health;

namespace NinjaBuild.Deploy.Reports;

/// <summary>A release as it is in the cluster, as lines for the terminal.</summary>
public static class StatusText
{
    /// <summary>Its revisions, and how its objects are.</summary>
    public static IEnumerable<string> Write(ReleaseStatus status)
    {
        if (status.History.Revisions.Count == 0 && !status.Release.IsHelms)
        {
            yield return $"{status.Release}: is not deployed";
            yield break;
        }

        yield return $"{status.Release}: {Headline(status)}";
        foreach (var problem in status.History.Problems.Concat(status.Problems))
            yield return $"  {problem}";
        if (status.History.Revisions.Count > 0)
            yield return "  revisions";
        foreach (var revision in status.History.Revisions.Reverse())
            yield return $"    {Line(revision)}";
        yield return "  objects";
        foreach (var item in status.Objects)
            yield return $"    {ObjectName.In(status.Release.Namespace, item.Planned.Identity)}: {(item.Planned.Live is null ? new ObjectHealth(HealthStatus.Missing, "is not in the cluster") : item.Health)}{(item.IsDrifted ? ", not as deployed" : "")}";
    }

    static string Headline(ReleaseStatus status)
    {
        if (status.Inspected is null && !status.Release.IsHelms)
            return string.Create(CultureInfo.InvariantCulture, $"is not deployed: revision {status.History.Latest!.Number} was rolled back");
        var health = status.IsHealthy ? "healthy" : "not healthy";
        var drift = status.Drifted.Count switch
        {
            0 => "as it was deployed",
            1 => "1 object is not as deployed (DiffLive shows how)",
            var count => string.Create(CultureInfo.InvariantCulture, $"{count} objects are not as deployed (DiffLive shows how)"),
        };
        return status.History.Unfinished is { } unfinished
            ? string.Create(CultureInfo.InvariantCulture, $"revision {unfinished.Number} {EndOf(unfinished)}; revision {status.Inspected!.Number} is {health}, {drift}")
            : $"{health}, {drift}";
    }

    // Nothing is locked in order to look: whoever began the revision may still be at work.
    static string EndOf(Revision unfinished) => unfinished.Status switch
    {
        RevisionStatus.Failed => "failed and was not, or not wholly, rolled back",
        RevisionStatus.Deploying => "is not finished: its deploy is still running, or was cut off",
        _ => "was cut off",
    };

    /// <summary>What is not as it was deployed.</summary>
    public static IEnumerable<string> WriteDrift(ReleaseStatus status)
    {
        if (status.Inspected is null && !status.Release.IsHelms)
        {
            yield return $"{status.Release}: is not deployed";
            yield break;
        }

        var deployed = status.Inspected switch
        {
            null => "it was deployed",
            { IsGood: true } good => string.Create(CultureInfo.InvariantCulture, $"revision {good.Number} was deployed"),
            { } begun => string.Create(CultureInfo.InvariantCulture, $"revision {begun.Number} has it, which {EndOf(begun)}"),
        };
        yield return status.Drifted.Count == 0
            ? $"{status.Release}: as {deployed}"
            : string.Create(CultureInfo.InvariantCulture, $"{status.Release}: {status.Drifted.Count} of {status.Objects.Count} objects are not as {deployed}");
        foreach (var problem in status.History.Problems.Concat(status.Problems))
            yield return $"  {problem}";
        foreach (var item in status.Drifted)
        {
            yield return $"  {ObjectName.In(status.Release.Namespace, item.Planned.Identity)}{(item.Planned.Live is null ? ": is not in the cluster" : "")}";
            foreach (var change in item.Planned.Changes)
                yield return $"    {change.Path}: is {Shown(change.Before, change.IsSecret)}, was deployed as {Shown(change.After, change.IsSecret)}";
        }
    }

    static string Line(Revision revision)
    {
        var commit = revision.GitRevision is null ? "" : $", commit {revision.GitRevision}";
        var rollback = revision.RollbackTo is { } target ? string.Create(CultureInfo.InvariantCulture, $", rollback to {target}") : "";
        var message = revision.Message is null ? "" : $": {revision.Message}";
        return string.Create(CultureInfo.InvariantCulture, $"{revision.Number,4}  {revision.Status,-12} {revision.Started.ToUniversalTime():yyyy-MM-dd HH:mm}  {revision.Chart} {revision.ChartVersion}{rollback}, by {revision.By}{commit}{message}");
    }

    static string Shown(string? value, bool isSecret) => value is null ? "absent" : isSecret ? "(secret)" : value;
}
