using NinjaBuild.Compare.Migration;
using NinjaBuild.Compare.Model;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Validation;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Compare.Charts;

/// <summary>What is to be compared.</summary>
/// <param name="Chart">The chart's name in the workspace.</param>
/// <param name="Before">The first side: what is live.</param>
/// <param name="After">The second side: what is to take its place.</param>
/// <param name="Namespaces">The environments with their namespaces, in the order in which they are reported.</param>
/// <param name="Schema">The schema of the cluster's version.</param>
public sealed record ComparisonRequest(
    string Chart, RenderedChart Before, RenderedChart After, IReadOnlyList<KeyValuePair<string, string>> Namespaces, KubernetesSchema Schema)
{
    /// <summary>What <c>migration.yaml</c> says; null where there is none.</summary>
    public MigrationDeclaration? Migration { get; init; }

    /// <summary>Which of the accepted differences are past their last day, by their index.</summary>
    public IReadOnlySet<int> Expired { get; init; } = new HashSet<int>();

    /// <summary>Whether the second side is on its way to replace the first: only then is there a checklist.</summary>
    public bool IsMigration { get; init; }

    /// <summary>What is wrong with the request itself, such as an invalid <c>migration.yaml</c>; then nothing is compared.</summary>
    public IReadOnlyList<ComparisonProblem> Problems { get; init; } = [];
}

/// <summary>Compares two charts in all environments. What keeps them from being compared is part of the result.</summary>
public static class ChartComparer
{
    /// <summary>Compares the charts.</summary>
    public static ChartComparison Compare(ComparisonRequest request)
    {
        List<ComparisonProblem> problems = [.. request.Problems, .. request.Before.Problems, .. request.After.Problems];
        var found = request.Namespaces.Select(entry => problems.Count > 0
            ? new EnvironmentResult(new EnvironmentComparison(entry.Key, []), SchemaFaults: 0)
            : Compare(request, entry.Key, entry.Value)).ToList();
        var acceptances = new Acceptances(request.Migration, request.Expired);
        var comparison = new ChartComparison(request.Chart, request.Before.Side, request.After.Side, [.. found.Select(result => acceptances.Apply(result.Comparison))])
        {
            Phase = request.IsMigration ? PhaseOf(request.Migration) : null,
            Problems = problems,
            Accepted = acceptances.Entries(),
        };
        return request.IsMigration
            ? comparison with { Checklist = Checklist.Of(comparison, found.Sum(result => result.SchemaFaults), request.Migration) }
            : comparison;
    }

    sealed record EnvironmentResult(EnvironmentComparison Comparison, int SchemaFaults);

    static EnvironmentResult Compare(ComparisonRequest request, string environment, string @namespace)
    {
        var problems = new List<ComparisonProblem>();
        var notes = new List<string>();
        var before = Read(request, request.Before, environment, @namespace, problems, notes);
        var after = Read(request, request.After, environment, @namespace, problems, notes);
        if (problems.Count > 0)
            return new EnvironmentResult(new EnvironmentComparison(environment, []) { Problems = problems, Notes = notes }, 0);
        var faults = ManifestValidator.Validate(after, request.Schema).Findings.Count(finding => finding.Severity == FaultSeverity.Error);
        return new EnvironmentResult(ManifestComparison.Compare(environment, before, after, request.Schema) with { Notes = notes }, faults);
    }

    static List<Manifest> Read(
        ComparisonRequest request, RenderedChart chart, string environment, string @namespace, List<ComparisonProblem> problems, List<string> notes)
    {
        if (!chart.Environments.TryGetValue(environment, out var rendered))
            return [];
        problems.AddRange(rendered.Problems);
        notes.AddRange(rendered.Notes);
        var path = $"artifacts/compare/{request.Chart}/{RenderedFile(environment, chart.Side.Title)}";
        var set = ManifestReader.Read(rendered.Text, path, @namespace);
        foreach (var fault in set.Faults)
        {
            if (fault.Severity == FaultSeverity.Error)
                problems.Add(new ComparisonProblem(Place(chart, fault), $"{fault.Message} (line {fault.At.Line} of {path})"));
            else
                notes.Add($"{chart.Side.Title}: {fault.Message}{(fault.Source is null ? "" : $" (from {fault.Source})")}");
        }

        // Hooks of one identity replace each other, as the warning says.
        return [.. set.Manifests.DistinctBy(manifest => manifest.Identity)];
    }

    /// <summary>The file, beside the reports, that the manifests of a side are written to if something is wrong with them: problems name places in it.</summary>
    public static string RenderedFile(string environment, string title) => $"{environment}.{string.Concat(title.Select(c => char.IsLetterOrDigit(c) ? c : '-'))}.yaml";

    // "shop/templates/web.yaml" is the file templates/web.yaml of the chart, wherever that is.
    static string Place(RenderedChart chart, ManifestFault fault) => fault.Source?.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
        ? chart.Side.Path + fault.Source[slash..]
        : chart.Side.Path;

    static string PhaseOf(MigrationDeclaration? migration) => Workspace.Model.ModelType.NameOf(migration?.Phase ?? MigrationPhase.Parallel);
}
