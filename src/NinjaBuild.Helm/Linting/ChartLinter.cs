using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Loading;

namespace NinjaBuild.Helm.Linting;

/// <summary>
/// Examines a chart: for what <c>helm lint</c> finds, with its severities, and for values that no template uses, values that templates use
/// and values.yaml lacks, and functions whose result is another at every run.
/// </summary>
public static class ChartLinter
{
    /// <summary>Lints the chart at a path.</summary>
    /// <param name="path">A folder or a .tgz.</param>
    /// <param name="options">What it is linted for.</param>
    /// <param name="linksWithin">The folder that symbolic links must not lead out of; the chart's own where null.</param>
    /// <returns>What was found, in the order of the rules. A chart that cannot be read is a finding, or several.</returns>
    public static IReadOnlyList<LintFinding> Lint(string path, LintOptions options, string? linksWithin = null)
    {
        try
        {
            return Lint(ChartLoader.Load(path, linksWithin: linksWithin), options);
        }
        catch (ChartException error)
        {
            return [.. error.Problems.Select(problem => new LintFinding(
                LintSeverity.Error, "load", Relative(problem.Path, path), problem.Line, problem.Column, problem.Message))];
        }
    }

    /// <summary>Lints a chart that has been read.</summary>
    /// <inheritdoc cref="Lint(string, LintOptions, string)"/>
    public static IReadOnlyList<LintFinding> Lint(Chart chart, LintOptions options)
    {
        var findings = new List<LintFinding>();
        new ChartfileRules(chart, findings).Run();
        ValuesRules.Run(chart, options, findings);
        new TemplateRules(chart, options, findings).Run();
        DependencyRules.Run(chart, findings);
        return findings;
    }

    static string Relative(string path, string chart)
    {
        var root = chart.TrimEnd('/') + "/";
        return path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : path == chart.TrimEnd('/') ? "" : path;
    }
}
