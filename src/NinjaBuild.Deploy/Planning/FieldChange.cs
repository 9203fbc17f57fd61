namespace NinjaBuild.Deploy.Planning;

/// <summary>A field that a deploy changes, as the server's dry run tells.</summary>
/// <param name="Path">The field: <c>spec.template.spec.containers[name=web].image</c>.</param>
/// <param name="Before">Its value in the cluster, as JSON; null where it is not there.</param>
/// <param name="After">Its value afterwards, as JSON; null where it will not be there.</param>
public sealed record FieldChange(string Path, string? Before, string? After)
{
    /// <summary>Whether the values are kept from sight: those of a Secret.</summary>
    public bool IsSecret { get; init; }

    /// <summary><c>path: before → after</c>.</summary>
    public override string ToString() => (Before, After, IsSecret) switch
    {
        (null, _, true) => $"{Path}: added (secret)",
        (_, null, true) => $"{Path}: removed (secret)",
        (_, _, true) => $"{Path}: changed (secret)",
        (null, _, _) => $"{Path}: + {After}",
        (_, null, _) => $"{Path}: - {Before}",
        _ => $"{Path}: {Before} → {After}",
    };
}
