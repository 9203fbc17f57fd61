using System.Globalization;
using NinjaBuild.Compare.Model;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Compare.Migration;

/// <summary>What is to be done before a composed chart may take the place of a hand-written one, and what of it is done.</summary>
static class Checklist
{
    static readonly string[] NameRules = ["rename", "rename-harmless", "renamed-hook", "immutable", "service-selector", "same-pods"];
    static readonly string[] ConfigurationRules =
        ["image", "command", "args", "env", "resources", "probe", "replicas", "strategy", "configuration", "security", "schedule"];

    /// <summary>The items: those that the comparison finds out by itself, then those of <c>migration.yaml</c>.</summary>
    /// <param name="chart">The comparison.</param>
    /// <param name="schemaFaults">How many faults the composed objects have by Kubernetes' schema.</param>
    /// <param name="migration">The migration; null where there is none.</param>
    public static IReadOnlyList<ChecklistItem> Of(ChartComparison chart, int schemaFaults, MigrationDeclaration? migration) =>
    [
        .. Automatic(chart, schemaFaults).Select(item => chart.AllProblems().Any() ? item with { IsDone = false, Why = "the charts could not be compared" } : item),
        .. (migration?.Checklist ?? []).Select(entry => new ChecklistItem(entry.Item, IsAutomatic: false, entry.Done)),
    ];

    static IEnumerable<ChecklistItem> Automatic(ChartComparison chart, int schemaFaults)
    {
        var open = chart.Environments.SelectMany(environment => environment.Open()).ToList();
        yield return Item("all resources are present", open.Count(difference => difference is { Path: "", Kind: ChangeKind.Removed }), "missing");
        yield return Item("names and selectors are those that are live", Count(open, NameRules), "changed");
        yield return Routes(chart);
        yield return Item("values match: images, variables, resources, probes, replicas, rights", Count(open, ConfigurationRules), "different");
        yield return Item("nothing breaking is open", open.Count(difference => difference.Severity == Severity.Breaking), "open");

        // A chart that the linter finds an error in is not composed.
        yield return new ChecklistItem("the composed chart passes the linter", IsAutomatic: true, IsDone: true);
        yield return Item("its objects are valid by the schema of Kubernetes", schemaFaults, "faults");
        yield return Item("every accepted difference still exists and is within its time", chart.Accepted.Count(entry => entry.IsExpired || entry.Matches == 0), "stale");
    }

    static ChecklistItem Routes(ChartComparison chart)
    {
        const string text = "Ingress routes are equal";
        var lost = chart.Environments.Sum(environment => environment.Routes.Count(route => route.Change is ObjectChange.Removed or ObjectChange.Changed));
        var isAccepted = chart.Environments.All(environment => environment.Objects.Where(entry => entry.Object.Kind == "Ingress").All(entry => entry.Severity is null or Severity.Cosmetic));
        return lost > 0 && isAccepted
            ? new ChecklistItem(text, IsAutomatic: true, IsDone: true, string.Create(CultureInfo.InvariantCulture, $"{lost} differ in what is accepted or follows a rename"))
            : Item(text, lost, "differ");
    }

    static int Count(List<Difference> open, string[] rules) => open.Count(difference => rules.Contains(difference.Rule, StringComparer.Ordinal));

    static ChecklistItem Item(string text, int against, string what) =>
        new(text, IsAutomatic: true, against == 0, against == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{against} {what}"));
}
