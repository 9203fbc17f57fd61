using NinjaBuild.Helm.Rendering;

namespace NinjaBuild.Helm.Linting;

/// <summary>What a chart is linted for.</summary>
public sealed record LintOptions
{
    /// <summary>Values over those of the chart.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The namespace of the release.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>The cluster's version, which decides what is deprecated.</summary>
    public KubeVersion KubeVersion { get; init; } = KubeVersion.Default;

    /// <summary>Whether values are not held against the schema.</summary>
    public bool SkipSchemaValidation { get; init; }

    /// <summary>What the chart renders to with these values, where that is known already; else the linter renders it.</summary>
    public RenderedChart? Rendered { get; init; }

    /// <summary>How large the chart may be, and what rendering may use.</summary>
    public RenderLimits Limits { get; init; } = RenderLimits.Default;
}
