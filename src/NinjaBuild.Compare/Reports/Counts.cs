using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Reports;

/// <summary>How many objects of an environment became what, and how many differences of each severity are open.</summary>
/// <param name="Same">Objects without a difference.</param>
/// <param name="Changed">Objects with differences, renamed ones included.</param>
/// <param name="Added">Objects of the second side only.</param>
/// <param name="Removed">Objects of the first side only.</param>
/// <param name="Breaking">Open differences of this severity.</param>
/// <param name="Behaviour">Open differences of this severity.</param>
/// <param name="Cosmetic">Open differences of this severity.</param>
/// <param name="Accepted">Accepted differences.</param>
public sealed record Counts(int Same, int Changed, int Added, int Removed, int Breaking, int Behaviour, int Cosmetic, int Accepted)
{
    /// <summary>Counts.</summary>
    public static Counts Of(EnvironmentComparison environment)
    {
        int Became(params ReadOnlySpan<ObjectChange> changes)
        {
            var count = 0;
            foreach (var entry in environment.Objects)
                count += changes.Contains(entry.Change) ? 1 : 0;
            return count;
        }

        return new Counts(
            Became(ObjectChange.Same), Became(ObjectChange.Changed, ObjectChange.Renamed), Became(ObjectChange.Added), Became(ObjectChange.Removed),
            environment.Count(Severity.Breaking), environment.Count(Severity.Behaviour), environment.Count(Severity.Cosmetic), environment.CountAccepted());
    }
}
