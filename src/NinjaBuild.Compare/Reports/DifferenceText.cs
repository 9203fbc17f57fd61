using System.Globalization;
using NinjaBuild.Compare.Model;

namespace NinjaBuild.Compare.Reports;

/// <summary>Differences in words and lines, the same in every report.</summary>
public static class DifferenceText
{
    /// <summary>What became of a whole object.</summary>
    public static string Whole(Difference difference) => difference.Kind == ChangeKind.Added ? "added" : "removed";

    /// <summary>What became of an object or route.</summary>
    public static string Word(ObjectChange change) => change switch
    {
        ObjectChange.Same => "same",
        ObjectChange.Changed => "changed",
        ObjectChange.Added => "added",
        ObjectChange.Removed => "removed",
        _ => "renamed",
    };

    /// <summary>The values of a difference as lines that go, come and stay.</summary>
    public static IEnumerable<TextLine> Lines(Difference difference)
    {
        if (difference.IsSecret)
            return [new TextLine(LineChange.Skipped, "secret values are not shown")];
        return difference.Lines.Count > 0
            ? difference.Lines
            : Split(LineChange.Removed, difference.Before).Concat(Split(LineChange.Added, difference.After));
    }

    /// <summary>The sign of a line in a diff.</summary>
    public static char Sign(LineChange change) => change switch
    {
        LineChange.Removed => '-',
        LineChange.Added => '+',
        LineChange.Skipped => '@',
        _ => ' ',
    };

    /// <summary>Where a route leads; a dash where there is none.</summary>
    public static string Backend(IngressRoute? route) => route is null
        ? "–"
        : $"{route.Service}:{route.Port} {route.PathType}{(route.Tls is null ? "" : route.Tls.Length == 0 ? ", TLS" : $", TLS {route.Tls}")}";

    /// <summary>What is wrong with an entry of <c>migration.yaml</c> that is expired, or accepts nothing.</summary>
    public static string Stale(AcceptedEntry entry) => entry.Matches == 0
        ? $"{entry.Place}: accepts nothing any more: remove it"
        : string.Create(CultureInfo.InvariantCulture, $"{entry.Place}: was accepted until {entry.Until:yyyy-MM-dd}: {entry.Matches} differences are open again");

    static IEnumerable<TextLine> Split(LineChange change, string? value) => value is null ? [] : value.Split('\n').Select(line => new TextLine(change, line));
}
