namespace NinjaBuild.Charts.Composition;

/// <summary>Rules refused their inputs; the charts that they belong to are as they were.</summary>
public sealed class CompositionFailedException(IReadOnlyList<string> errors, bool isInvalidInput)
    : Exception(errors.Count == 1 ? "1 error while composing" : $"{errors.Count} errors while composing")
{
    /// <summary>Whether it is what the user wrote that is wrong, and not the machine.</summary>
    public bool IsInvalidInput { get; } = isInvalidInput;

    /// <summary>What is wrong, a text each, with its place.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
