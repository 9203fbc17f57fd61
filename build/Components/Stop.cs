using Nuke.Common;

namespace NinjaBuild.Components;

/// <summary>
/// Ends a target for a reason that concerns the user and not this code. It prints as its message alone, with no stack
/// trace, on Nuke (which logs an exception's text) as on the embedded host (which knows such exceptions by that).
/// </summary>
internal sealed class Stop : Exception
{
    private Stop(string message)
        : base(message)
    {
    }

    /// <summary>Sets the exit code of the process and returns the exception to throw.</summary>
    public static Stop With(INukeBuild build, int exitCode, string message)
    {
        build.ExitCode = exitCode;
        return new Stop(message);
    }

    /// <inheritdoc/>
    public override string ToString() => Message;
}
