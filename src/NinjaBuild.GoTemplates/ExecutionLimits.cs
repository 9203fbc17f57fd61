namespace NinjaBuild.GoTemplates;

/// <summary>What one execution may use before it ends in an error that names the limit.</summary>
public sealed record ExecutionLimits
{
    /// <summary>Generous for any honest template.</summary>
    public static ExecutionLimits Default { get; } = new();

    /// <summary>Templates that call templates.</summary>
    public int MaxDepth { get; init; } = 10_000;

    /// <summary>Templates whose text a function asked for while another such was being made: Helm's own limit for <c>include</c>.</summary>
    public int MaxNested { get; init; } = 1000;

    /// <summary>Characters of output, and of any text that a function makes.</summary>
    public long MaxOutput { get; init; } = 256L * 1024 * 1024;

    /// <summary>Nodes and iterations walked.</summary>
    public long MaxSteps { get; init; } = 200_000_000;

    /// <summary>Entries of a list that a function makes.</summary>
    public long MaxListLength { get; init; } = 10_000_000;
}
