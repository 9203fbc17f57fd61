using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Charts;

/// <summary>A chart as one side of a comparison, rendered for each environment.</summary>
/// <param name="Side">What reports call it, and where it is.</param>
/// <param name="Environments">What it renders to, by environment. One that is missing has no objects.</param>
/// <param name="Problems">Why it cannot be rendered at all; empty where it can.</param>
public sealed record RenderedChart(ChartSide Side, IReadOnlyDictionary<string, RenderedEnvironment> Environments, IReadOnlyList<ComparisonProblem> Problems);

/// <summary>What a chart renders to in one environment.</summary>
/// <param name="Text">The manifests, as <c>helm template</c> prints them.</param>
/// <param name="Problems">Why it does not render; empty where it does.</param>
/// <param name="Notes">What is worth knowing of how it was rendered.</param>
public sealed record RenderedEnvironment(string Text, IReadOnlyList<ComparisonProblem> Problems, IReadOnlyList<string> Notes)
{
    /// <summary>One that rendered.</summary>
    public RenderedEnvironment(string text)
        : this(text, [], [])
    {
    }
}
