using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Differences;

/// <summary>A difference as it is found: where, and the values as they are.</summary>
/// <param name="Path">The field.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Before">The value in the first object; null where it has none.</param>
/// <param name="After">The value in the second object; null where it has none.</param>
sealed record FieldDifference(FieldPath Path, ChangeKind Kind, object? Before, object? After);
