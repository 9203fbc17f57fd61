using NinjaBuild.Workspace.Checks;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Workspace;

/// <summary>The order in which charts are deployed.</summary>
public static class ChartOrder
{
    /// <summary>
    /// The charts, each behind all that it depends on, and else in their own order. Charts that are not among them are passed over; a circle
    /// is reported.
    /// </summary>
    public static IReadOnlyList<ChartDeclaration> Of(IEnumerable<ChartDeclaration> charts, ICollection<Diagnostic> diagnostics) =>
        DependencyOrder<ChartDeclaration>.Of(charts, chart => chart.Name, chart => chart.DependsOn, diagnostics);

    /// <summary>Names of all that a chart depends on, be it by way of others.</summary>
    /// <param name="name">The chart.</param>
    /// <param name="dependenciesOf">What a chart names itself; null for one that is not known.</param>
    public static IReadOnlySet<string> Before(string name, Func<string, IReadOnlyList<string>?> dependenciesOf)
    {
        var found = new HashSet<string>();
        var open = new Stack<string>([name]);
        while (open.TryPop(out var next))
        {
            foreach (var dependency in dependenciesOf(next) ?? [])
            {
                if (found.Add(dependency))
                    open.Push(dependency);
            }
        }

        return found;
    }
}
