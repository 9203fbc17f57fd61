using NinjaBuild.Workspace;

namespace NinjaBuild.Charts.Composition;

/// <summary>The declarations are wrong; nothing has been written.</summary>
public sealed class InvalidDeclarationsException(IReadOnlyList<Diagnostic> errors)
    : Exception(errors.Count == 1 ? "1 error in the declarations" : $"{errors.Count} errors in the declarations")
{
    /// <summary>Everything that is wrong, in order of files and lines.</summary>
    public IReadOnlyList<Diagnostic> Errors { get; } = errors;
}
