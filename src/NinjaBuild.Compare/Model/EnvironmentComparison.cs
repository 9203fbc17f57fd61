namespace NinjaBuild.Compare.Model;

/// <summary>Two charts compared in one environment.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Objects">Every object of either side, by kind and name.</param>
public sealed record EnvironmentComparison(string Environment, IReadOnlyList<ObjectComparison> Objects)
{
    /// <summary>What of the names differs everywhere in the same way, for people.</summary>
    public IReadOnlyList<string> NamePatterns { get; init; } = [];

    /// <summary>The number of differences of a severity that are not accepted; an object that is added, removed or renamed counts as one.</summary>
    public int Count(Severity severity) => Objects.Sum(entry =>
        (entry.Accepted is null && entry.Change is ObjectChange.Added or ObjectChange.Removed or ObjectChange.Renamed && entry.Severity == severity ? 1 : 0)
        + entry.Differences.Count(difference => difference.Accepted is null && difference.Severity == severity));
}
