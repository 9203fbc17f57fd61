using System.Globalization;
using NinjaBuild.Compare.Model;
using NinjaBuild.Compare.Severities;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Compare.Migration;

/// <summary>Marks the differences that <c>migration.yaml</c> accepts, and counts what each of its entries was good for.</summary>
sealed class Acceptances
{
    readonly MigrationDeclaration? _migration;
    readonly List<(AcceptedDifference Entry, PathPattern Path, Acceptance Acceptance)> _entries = [];
    readonly int[] _matches;

    /// <summary>Takes the entries of a migration; there are none without one.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="expired">Which entries are past their last day, by their index.</param>
    public Acceptances(MigrationDeclaration? migration, IReadOnlySet<int> expired)
    {
        _migration = migration;
        foreach (var (index, entry) in (migration?.Accepted ?? []).Index())
            _entries.Add((entry, new PathPattern(entry.Path), new Acceptance(entry.Reason, entry.LastDay, expired.Contains(index))));
        _matches = new int[_entries.Count];
    }

    /// <summary>The comparison with what is accepted marked as such.</summary>
    public EnvironmentComparison Apply(EnvironmentComparison comparison) =>
        _entries.Count == 0 ? comparison : comparison with { Objects = [.. comparison.Objects.Select(entry => Apply(comparison.Environment, entry))] };

    /// <summary>The entries, with what each was good for.</summary>
    public IReadOnlyList<AcceptedEntry> Entries() => [.. _entries.Index().Select(each => new AcceptedEntry(
        each.Item.Entry.Objects, each.Item.Entry.Path, each.Item.Entry.Environments, each.Item.Acceptance.Reason, each.Item.Acceptance.Until, each.Item.Acceptance.IsExpired,
        _migration!.Place("accepted", each.Index), _matches[each.Index]))];

    ObjectComparison Apply(string environment, ObjectComparison entry) => entry.Differences.Count == 0
        ? entry
        : entry with { Differences = [.. entry.Differences.Select(difference => difference with { Accepted = Find(environment, entry, difference) })] };

    Acceptance? Find(string environment, ObjectComparison entry, Difference difference)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            var (accepted, path, acceptance) = _entries[i];
            if ((accepted.Environments.Count > 0 && !accepted.Environments.Contains(environment, StringComparer.Ordinal))
                || (accepted.Rule is not null && accepted.Rule != difference.Rule)
                || (!IsMeant(accepted.Objects, entry.Before) && !IsMeant(accepted.Objects, entry.After))
                || !path.Matches(difference.Path))
                continue;
            _matches[i]++;
            return acceptance;
        }

        return null;
    }

    static bool IsMeant(string objects, ComparedObject? compared) =>
        compared is not null && PathPattern.IsLike(objects, string.Create(CultureInfo.InvariantCulture, $"{compared.Kind}/{compared.Name}"));
}
