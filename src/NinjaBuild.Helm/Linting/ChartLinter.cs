using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Loading;
using NinjaBuild.Helm.Rendering;

namespace NinjaBuild.Helm.Linting;

/// <summary>
/// Examines a chart: for what <c>helm lint</c> finds, with its severities, and for values that no template uses, values that templates use
/// and values.yaml lacks, and functions whose result is another at every run.
/// </summary>
/// <param name="chart">The chart.</param>
/// <param name="renderer">What renders it, where there is one: templates are then parsed once for both; else the linter makes one.</param>
public sealed class ChartLinter(Chart chart, ChartRenderer? renderer = null)
{
    readonly ChartRenderer _renderer = renderer ?? new ChartRenderer(chart);
    readonly Dictionary<ResolvedChart, IReadOnlyList<LintFinding>> _uses = [];

    /// <summary>Lints the chart at a path.</summary>
    /// <param name="path">A folder or a .tgz.</param>
    /// <param name="options">What it is linted for.</param>
    /// <param name="linksWithin">The folder that symbolic links must not lead out of; the chart's own where null.</param>
    /// <returns>What was found, in the order of the rules. A chart that cannot be read is a finding, or several.</returns>
    public static IReadOnlyList<LintFinding> Lint(string path, LintOptions options, string? linksWithin = null)
    {
        try
        {
            return new ChartLinter(ChartLoader.Load(path, linksWithin: linksWithin)).Lint(options);
        }
        catch (ChartException error)
        {
            return [.. error.Problems.Select(problem => new LintFinding(
                LintSeverity.Error, "load", Relative(problem.Path, path), problem.Line, problem.Column, problem.Message))];
        }
    }

    /// <summary>Lints the chart. What does not depend on values is examined the first time only.</summary>
    /// <param name="options">What it is linted for.</param>
    /// <returns>What was found, in the order of the rules.</returns>
    public IReadOnlyList<LintFinding> Lint(LintOptions options)
    {
        var findings = new List<LintFinding>();
        new ChartfileRules(chart, findings).Run();
        ValuesRules.Run(chart, options, findings);
        if (new TemplateRules(chart, _renderer, options, findings).Run() is { } resolved)
            findings.AddRange(UsesOf(resolved));
        DependencyRules.Run(chart, findings);
        return findings;
    }

    /// <summary>What templates call and use: the same for all values that enable the same charts.</summary>
    IReadOnlyList<LintFinding> UsesOf(ResolvedChart resolved)
    {
        if (_uses.TryGetValue(resolved, out var known))
            return known;
        var findings = new List<LintFinding>();
        var flow = new ValueFlow(resolved);
        flow.Run();
        RepeatabilityRules.Run(chart, flow, findings);
        ValueUseRules.Run(chart, flow, findings);
        return _uses[resolved] = findings;
    }

    static string Relative(string path, string chart)
    {
        var root = chart.TrimEnd('/') + "/";
        return path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : path == chart.TrimEnd('/') ? "" : path;
    }
}
