namespace NinjaBuild.Compare.Model;

/// <summary>Two charts compared in one environment.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Objects">Every object of either side, by kind and name.</param>
public sealed record EnvironmentComparison(string Environment, IReadOnlyList<ObjectComparison> Objects)
{
    /// <summary>What of the names differs everywhere in the same way, for people.</summary>
    public IReadOnlyList<string> NamePatterns { get; init; } = [];

    /// <summary>What is worth knowing of how it was compared.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The routes of the Ingresses of either side, by host and path.</summary>
    public IReadOnlyList<RouteComparison> Routes { get; init; } = [];

    /// <summary>Why it could not be compared; empty where it could.</summary>
    public IReadOnlyList<ComparisonProblem> Problems { get; init; } = [];

    /// <summary>The differences that are open.</summary>
    public IEnumerable<Difference> Open() => Objects.SelectMany(entry => entry.Differences).Where(difference => difference.IsOpen);

    /// <summary>How many differences of a severity are open.</summary>
    public int Count(Severity severity) => Open().Count(difference => difference.Severity == severity);

    /// <summary>How many differences are accepted.</summary>
    public int CountAccepted() => Objects.Sum(entry => entry.Differences.Count(difference => !difference.IsOpen));
}

/// <summary>Something that keeps charts from being compared.</summary>
/// <param name="Place">The chart's side, file and place as far as they are known: <c>charts/shop/manual/templates/web.yaml:3:5</c>.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record ComparisonProblem(string Place, string Message)
{
    /// <summary><c>place: message</c>.</summary>
    public override string ToString() => Place.Length == 0 ? Message : $"{Place}: {Message}";
}
