using NinjaBuild.Compare.Differences;
using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Severities;

/// <summary>Says how much a difference of a field matters.</summary>
/// <param name="Id">Its name, which reports show.</param>
/// <param name="Kinds">The kinds of objects it is for; empty for all.</param>
/// <param name="Path">The fields it is for.</param>
/// <param name="Severity">How much they matter.</param>
/// <param name="Reason">Why, for people.</param>
sealed record SeverityRule(string Id, IReadOnlyList<string> Kinds, PathPattern Path, Severity Severity, string Reason)
{
    /// <summary>The changes it is for; empty for all.</summary>
    public IReadOnlyList<ChangeKind> Changes { get; init; } = [];

    /// <summary>What must be so besides; null for nothing.</summary>
    public Func<ComparedPair, FieldDifference, bool>? When { get; init; }

    /// <summary>Whether the rule is for a difference of two objects.</summary>
    public bool AppliesTo(ComparedPair pair, FieldDifference difference) =>
        (Kinds.Count == 0 || Kinds.Contains(pair.After.Kind, StringComparer.Ordinal))
        && (Changes.Count == 0 || Changes.Contains(difference.Kind))
        && Path.Matches(difference.Path.Steps.AsSpan())
        && (When is null || When(pair, difference));
}
