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

/// <summary>A difference between two objects that are the same one, or, with an empty path, that an object is there, gone or renamed.</summary>
/// <param name="Path">The field: <c>spec.template.spec.containers[name=web].image</c>; empty for the object itself.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Before">The value on the first side: a scalar's text, else YAML; null where there is none, where it is secret, and where <see cref="Lines"/> say it.</param>
/// <param name="After">The value on the second side; null likewise.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Rule">The rule that says so.</param>
/// <param name="Reason">Why, for people; of a rename, with its evidence.</param>
public sealed record Difference(string Path, ChangeKind Kind, string? Before, string? After, Severity Severity, string Rule, string Reason)
{
    /// <summary>The lines of a text of several lines, with some that are the same around each change; empty for other values.</summary>
    public IReadOnlyList<TextLine> Lines { get; init; } = [];

    /// <summary>Whether its values are secret: then they are not in here.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Why it is accepted; null where it is not.</summary>
    public Acceptance? Accepted { get; init; }

    /// <summary>Whether it is still to be dealt with: not accepted, or not any longer.</summary>
    public bool IsOpen => Accepted is null or { IsExpired: true };
}

/// <summary>Why a difference is accepted.</summary>
/// <param name="Reason">What <c>migration.yaml</c> gives as the reason.</param>
/// <param name="Until">The last day on which it is; null for no end.</param>
/// <param name="IsExpired">Whether that day was past when the charts were compared.</param>
public sealed record Acceptance(string Reason, DateOnly? Until, bool IsExpired);
