namespace NinjaBuild.Compare.Model;

/// <summary>What became of a field.</summary>
public enum ChangeKind
{
    /// <summary>Only the second object has it.</summary>
    Added,

    /// <summary>Only the first object has it.</summary>
    Removed,

    /// <summary>Both have it, with other values.</summary>
    Changed,

    /// <summary>Both have the same items in another order, and the order means something.</summary>
    Reordered,
}

/// <summary>How much a difference matters.</summary>
public enum Severity
{
    /// <summary>Nothing that runs is concerned: labels outside selectors, annotations without a meaning.</summary>
    Cosmetic,

    /// <summary>The workload behaves differently.</summary>
    Behaviour,

    /// <summary>What is live cannot be changed to it, or would be lost on the way.</summary>
    Breaking,
}

/// <summary>A difference between two objects that are the same one.</summary>
/// <param name="Path">The field.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Before">The value in the first object; null where it has none.</param>
/// <param name="After">The value in the second object; null where it has none.</param>
public sealed record Difference(FieldPath Path, ChangeKind Kind, object? Before, object? After)
{
    /// <summary>How much it matters.</summary>
    public Severity Severity { get; init; }

    /// <summary>The rule that says so.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Why, for people.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Why it is accepted; null where it is not.</summary>
    public string? Accepted { get; init; }

    /// <summary>Whether its values are secret and must not be shown.</summary>
    public bool IsSecret { get; init; }
}
