using NinjaBuild.Compare.Model;
using NinjaBuild.Compare.Differences;

namespace NinjaBuild.Compare.Severities;

/// <summary>Says how much a difference matters.</summary>
/// <param name="Id">Its name, which reports show.</param>
/// <param name="Kinds">The kinds of objects it is for; empty for all.</param>
/// <param name="Path">The fields it is for.</param>
/// <param name="Changes">The changes it is for; empty for all.</param>
/// <param name="Severity">How much they matter.</param>
/// <param name="Reason">Why, for people.</param>
sealed record SeverityRule(string Id, IReadOnlyList<string> Kinds, PathPattern Path, IReadOnlyList<ChangeKind> Changes, Severity Severity, string Reason)
{
    public bool AppliesTo(string kind, FieldDifference difference) =>
        (Kinds.Count == 0 || Kinds.Contains(kind, StringComparer.Ordinal))
        && (Changes.Count == 0 || Changes.Contains(difference.Kind))
        && Path.Matches(difference.Path);
}
