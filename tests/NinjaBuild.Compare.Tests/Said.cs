using System.Text;
using NinjaBuild.Compare.Model;
using NinjaBuild.Compare.Reports;

namespace NinjaBuild.Compare.Tests;

/// <summary>What a comparison says, in a few lines that can be read.</summary>
static class Said
{
    public static string About(ChartComparison chart)
    {
        var says = new StringBuilder();
        foreach (var problem in chart.AllProblems())
            says.Append("problem ").Append(problem).Append('\n');
        foreach (var environment in chart.Environments)
            About(says, environment);
        foreach (var entry in chart.Accepted)
            says.Append("entry ").Append(entry.Place).Append(" accepted ").Append(entry.Matches).Append(entry.IsExpired ? ", expired" : "").Append('\n');
        return says.ToString();
    }

    static void About(StringBuilder says, EnvironmentComparison environment)
    {
        foreach (var note in environment.NamePatterns.Concat(environment.Notes))
            says.Append("note ").Append(note).Append('\n');
        foreach (var entry in environment.Objects)
        {
            says.Append(DifferenceText.Word(entry.Change)).Append(' ').Append(entry.Object).Append('\n');
            foreach (var difference in entry.Differences)
                About(says, difference);
        }

        foreach (var route in environment.Routes.Where(route => route.Change != ObjectChange.Same))
        {
            says.Append("route ").Append(DifferenceText.Word(route.Change)).Append(' ').Append((route.After ?? route.Before)!.Host).Append((route.After ?? route.Before)!.Path)
                .Append(": ").Append(DifferenceText.Backend(route.Before)).Append(" → ").Append(DifferenceText.Backend(route.After)).Append('\n');
        }
    }

    static void About(StringBuilder says, Difference difference)
    {
        says.Append("  ").Append(difference.Severity.ToString().ToLowerInvariant()).Append(' ').Append(difference.Path.Length == 0 ? DifferenceText.Whole(difference) : difference.Path)
            .Append(difference.Kind == ChangeKind.Reordered ? " reordered" : "").Append(" (").Append(difference.Rule).Append(": ").Append(difference.Reason).Append(')')
            .Append(difference.Accepted is { } accepted ? $" accepted{(accepted.IsExpired ? " once" : "")}: {accepted.Reason}" : "").Append('\n');
        foreach (var line in DifferenceText.Lines(difference))
            says.Append("    ").Append(DifferenceText.Sign(line.Change)).Append(' ').Append(line.Text).Append('\n');
    }
}
