namespace NinjaBuild.Deploy.Engines;

/// <summary>How helm is run.</summary>
public sealed record HelmEngineOptions
{
    /// <summary>The program: a path, or a name that the PATH leads to.</summary>
    public string Program { get; init; } = "helm";

    /// <summary>Takes each line that helm prints, as soon as it is printed. Calls come one at a time.</summary>
    public Action<string>? Output { get; init; }
}
