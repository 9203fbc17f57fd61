using System.Text.Json.Serialization;

namespace NinjaBuild.Compare.Model;

/// <summary>A chart before and after.</summary>
/// <param name="Chart">The chart's name in the workspace.</param>
/// <param name="Before">The first side: what is live.</param>
/// <param name="After">The second side: what is to take its place.</param>
/// <param name="Environments">The environments, in the workspace's order.</param>
public sealed record ChartComparison(string Chart, ChartSide Before, ChartSide After, IReadOnlyList<EnvironmentComparison> Environments)
{
    /// <summary>The names of all environments in the workspace's order, also where not all of them are in <see cref="Environments"/>.</summary>
    public IReadOnlyList<string> EnvironmentNames { get; init; } = [.. Environments.Select(environment => environment.Environment)];

    /// <summary>The phase of the migration (<c>parallel</c>, <c>validation</c>, <c>adoption</c>, <c>deprecation</c>); null where there is none.</summary>
    public string? Phase { get; init; }

    /// <summary>What is to be done before the chart may take the other's place.</summary>
    public IReadOnlyList<ChecklistItem> Checklist { get; init; } = [];

    /// <summary>The entries of <c>migration.yaml</c> that accept differences.</summary>
    public IReadOnlyList<AcceptedEntry> Accepted { get; init; } = [];

    /// <summary>Why it could not be compared in any environment; empty where it could.</summary>
    public IReadOnlyList<ComparisonProblem> Problems { get; init; } = [];

    /// <summary>All problems, those of single environments included.</summary>
    public IEnumerable<ComparisonProblem> AllProblems() => Problems.Concat(Environments.SelectMany(environment => environment.Problems));

    /// <summary>How much what is open matters, in all environments; null where nothing is.</summary>
    [JsonIgnore]
    public Severity? Severity => Environments.SelectMany(environment => environment.Open()).Max(difference => (Severity?)difference.Severity);
}

/// <summary>One of the two charts that are compared.</summary>
/// <param name="Title">What reports call it: <c>manual</c>, <c>composed</c>, a revision.</param>
/// <param name="Version">The chart's version; empty where the chart could not be read.</param>
/// <param name="Path">Where it is: a folder or archive.</param>
public sealed record ChartSide(string Title, string Version, string Path);

/// <summary>An entry of <c>migration.yaml</c> that accepts differences.</summary>
/// <param name="Objects">The pattern of objects: <c>Deployment/*</c>.</param>
/// <param name="Path">The pattern of fields; empty for whole objects.</param>
/// <param name="Environments">The environments it is for; empty for all.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">The last day; null for no end.</param>
/// <param name="IsExpired">Whether that day was past when the charts were compared.</param>
/// <param name="Place">Where it stands: <c>charts/shop/migration.yaml:5:3</c>.</param>
/// <param name="Matches">How many differences it accepted; an entry that accepts none can go.</param>
public sealed record AcceptedEntry(
    string Objects, string Path, IReadOnlyList<string> Environments, string Reason, DateOnly? Until, bool IsExpired, string Place, int Matches);

/// <summary>Something that is to be done.</summary>
/// <param name="Text">What.</param>
/// <param name="IsAutomatic">Whether the comparison finds out by itself; else <c>migration.yaml</c> says whether it is done.</param>
/// <param name="IsDone">Whether it is done.</param>
/// <param name="Why">What speaks for that or against it; empty where there is nothing to add.</param>
public sealed record ChecklistItem(string Text, bool IsAutomatic, bool IsDone, string Why = "");
