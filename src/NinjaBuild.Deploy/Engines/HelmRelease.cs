using NinjaBuild.Deploy.Releases;

namespace NinjaBuild.Deploy.Engines;

/// <summary>A release as helm is to make it.</summary>
/// <param name="Release">The release.</param>
/// <param name="Source">The chart and the values.</param>
public sealed record HelmRelease(Release Release, ReleaseSource Source)
{
    /// <summary>How long helm may take in all; it is interrupted then.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long helm waits for the objects to become ready, and for each hook.</summary>
    public TimeSpan WaveTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether a namespace that is missing is made.</summary>
    public bool CreateNamespace { get; init; }

    /// <summary>Whether a failed deploy is left as it is.</summary>
    public bool NoRollback { get; init; }

    /// <summary>Whether fields are taken from other field managers. Helm 3 takes them always.</summary>
    public bool ForceConflicts { get; init; }

    /// <summary>Whether objects that exist, and belong to no release, are taken over; from Helm 3.17 on.</summary>
    public bool Adopt { get; init; }
}
