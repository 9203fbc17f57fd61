namespace NinjaBuild.GoTemplates;

/// <summary>What one execution may use before it ends in an error that names the limit.</summary>
public sealed record ExecutionLimits
{
    /// <summary>Generous for any honest template.</summary>
    public static ExecutionLimits Default { get; } = new();

    internal const long DefaultMaxOutput = 64L * 1024 * 1024;

    /// <summary>Templates that call templates.</summary>
    public int MaxDepth { get; init; } = 10_000;

    /// <summary>Templates whose text a function asked for while another such was being made: Helm's own limit for <c>include</c>.</summary>
    public int MaxNested { get; init; } = 1000;

    /// <summary>Characters of output, and of any text that a function makes.</summary>
    public long MaxOutput { get; init; } = DefaultMaxOutput;

    /// <summary>Nodes and iterations walked.</summary>
    public long MaxSteps { get; init; } = 200_000_000;

    /// <summary>Entries of a list that a function makes.</summary>
    public long MaxListLength { get; init; } = 10_000_000;

    /// <summary>From the start of the execution; looked at between steps, so that one call of a function may take it a little further.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of managed memory that the process may come to hold beyond what it held at the start; looked at between steps.</summary>
    public long MaxMemory { get; init; } = 1L << 30;
}
