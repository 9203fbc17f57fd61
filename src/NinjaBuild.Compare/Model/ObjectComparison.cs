using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Compare.Model;

/// <summary>What became of an object.</summary>
public enum ObjectChange
{
    /// <summary>Both sides have it, with the same meaning.</summary>
    Same,

    /// <summary>Both sides have it, with differences.</summary>
    Changed,

    /// <summary>Only the second side has it.</summary>
    Added,

    /// <summary>Only the first side has it.</summary>
    Removed,

    /// <summary>Both sides have it, under other names.</summary>
    Renamed,
}

/// <summary>An object of one side or both.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Before">The object of the first side; null where it has none.</param>
/// <param name="After">The object of the second side; null where it has none.</param>
/// <param name="Differences">The differences between them, those that matter most first.</param>
public sealed record ObjectComparison(ObjectChange Change, Manifest? Before, Manifest? After, IReadOnlyList<Difference> Differences)
{
    /// <summary>The object's identity: of the second side, unless only the first has it.</summary>
    public ObjectIdentity Identity => (After ?? Before)!.Identity;

    /// <summary>How much the whole of it matters; null where nothing differs, or all that does is accepted.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The rule behind a severity that is not of a single field.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Why, for people; for a rename, with its evidence.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Why an addition, removal or rename is accepted; null where it is not.</summary>
    public string? Accepted { get; init; }
}
