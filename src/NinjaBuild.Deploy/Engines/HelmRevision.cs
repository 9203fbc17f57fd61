namespace NinjaBuild.Deploy.Engines;

/// <summary>A revision of a release, as helm records it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Status">Helm's word for its state: <c>deployed</c>, <c>superseded</c>, <c>failed</c>, <c>pending-upgrade</c>, ….</param>
/// <param name="Chart">Name and version of the chart: <c>shop-0.1.0</c>.</param>
public sealed record HelmRevision(int Number, string Status, string Chart)
{
    /// <summary>When it was made; null where helm does not say.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>What helm says of it: <c>Upgrade complete</c>.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether it was healthy once: what may be gone back to.</summary>
    public bool IsGood => Status is "deployed" or "superseded";

    /// <summary>Whether helm is at work on it, or was killed in the middle of it.</summary>
    public bool IsPending => Status is "pending-install" or "pending-upgrade" or "pending-rollback" or "uninstalling";
}
