using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace;

/// <summary>How bad it is.</summary>
public enum Severity
{
    /// <summary>Nothing is composed.</summary>
    Error,

    /// <summary>Worth knowing.</summary>
    Note,
}

/// <summary>Something to say about a declaration.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Path">Workspace-relative path of the file.</param>
/// <param name="At">The place in the file.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record Diagnostic(Severity Severity, string Path, Position At, string Message)
{
    /// <summary>An error.</summary>
    public static Diagnostic Error(string path, Position at, string message) => new(Severity.Error, path, at, message);

    /// <inheritdoc/>
    public override string ToString() => $"{Path}:{At.Line}:{At.Column}: {Message}";
}
