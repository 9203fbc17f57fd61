namespace NinjaBuild.Kubernetes.Changes;

/// <summary>A field that the API server refuses to change.</summary>
/// <param name="Path">The field; what is in it may not change either. <c>*</c> stands for any item of a list or entry of a map.</param>
/// <param name="Except">What may change in it all the same, as paths from the object.</param>
public sealed record ImmutableField(string Path, IReadOnlyList<string> Except)
{
    internal bool Covers(ReadOnlySpan<char> path)
    {
        if (!FieldPattern.IsPrefix(Path, path)) return false;
        foreach (var exception in Except)
        {
            if (FieldPattern.IsPrefix(exception, path)) return false;
        }

        return true;
    }
}
