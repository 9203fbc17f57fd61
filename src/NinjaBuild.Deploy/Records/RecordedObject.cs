using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Records;

/// <summary>An object as a revision had it.</summary>
public sealed record RecordedObject
{
    /// <summary>What makes it the same one.</summary>
    public required ObjectIdentity Identity { get; init; }

    /// <summary>The API version it was applied in: <c>apps/v1</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>Its wave.</summary>
    public int Wave { get; init; }

    /// <summary>Whether it stays in the cluster once the release no longer has it.</summary>
    public bool IsKept { get; init; }

    /// <summary>Whether it was in the cluster before any revision of the release had it.</summary>
    public bool WasThereBefore { get; init; }

    /// <summary>
    /// What was applied; null where that is not recorded. Once written, a Secret's has digests in place of its values
    /// (<see cref="RecordedSecret"/>), and cannot be applied.
    /// </summary>
    public Tree? Manifest { get; init; }
}
