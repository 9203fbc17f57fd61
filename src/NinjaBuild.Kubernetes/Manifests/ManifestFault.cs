using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Manifests;

/// <summary>How bad a fault is.</summary>
public enum FaultSeverity
{
    /// <summary>The API server refuses it, or it cannot be told what is meant.</summary>
    Error,

    /// <summary>It is accepted, but most likely not what was meant.</summary>
    Warning,
}

/// <summary>Something wrong with a text of manifests.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Path">The text as the caller named it.</param>
/// <param name="At">The place in the text.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Source">The template that it was rendered from, where that is known.</param>
public sealed record ManifestFault(FaultSeverity Severity, string Path, Position At, string Message, string? Source = null)
{
    /// <summary><c>path:line:column: message (from template)</c>, the message after <c>warning: </c> where it is one.</summary>
    public override string ToString() =>
        $"{Path}:{At}: {(Severity == FaultSeverity.Warning ? "warning: " : "")}{Message}{(Source is null ? "" : $" (from {Source})")}";
}
