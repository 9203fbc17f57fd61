using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Rendering;

/// <summary>What rendering a chart may use before it ends in an error that names the limit.</summary>
public sealed record RenderLimits
{
    /// <summary>Generous for any honest chart.</summary>
    public static RenderLimits Default { get; } = new();

    /// <summary>For all templates of the chart together.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For each template that is rendered.</summary>
    public ExecutionLimits Template { get; init; } = ExecutionLimits.Default;

    /// <summary>Characters of all rendered templates together.</summary>
    public long MaxOutput { get; init; } = 256L * 1024 * 1024;
}
