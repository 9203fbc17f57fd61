namespace NinjaBuild.Compare.Model;

/// <summary>All charts that were compared.</summary>
/// <param name="Charts">The charts, by name.</param>
public sealed record ComparisonReport(IReadOnlyList<ChartComparison> Charts)
{
    /// <summary>How many differences of a severity or above are open, in all charts and environments.</summary>
    public int CountFrom(Severity least) =>
        Charts.Sum(chart => chart.Environments.Sum(environment => environment.Open().Count(difference => difference.Severity >= least)));

    /// <summary>Whether some chart could not be compared, in all its environments or in one.</summary>
    public bool HasProblems => Charts.Any(chart => chart.AllProblems().Any());
}
