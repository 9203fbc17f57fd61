namespace NinjaBuild.Deploy.Records;

/// <summary>The objects of a revision.</summary>
/// <param name="Objects">What the release consisted of.</param>
/// <param name="Hooks">What ran at its side.</param>
public sealed record RevisionObjects(IReadOnlyList<RecordedObject> Objects, IReadOnlyList<RecordedObject> Hooks)
{
    /// <summary>No objects.</summary>
    public static RevisionObjects None { get; } = new([], []);
}
