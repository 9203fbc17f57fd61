using NinjaBuild.Helm.Charts;

namespace NinjaBuild.Helm.Linting;

/// <summary>The rules for dependencies (helm.sh/helm/v3/pkg/lint/rules/dependencies.go).</summary>
static class DependencyRules
{
    public static void Run(Chart chart, List<LintFinding> findings)
    {
        var declared = chart.Metadata.Dependencies.Select(dependency => dependency.Name).ToList();
        var there = chart.Subcharts.Select(subchart => subchart.Name).ToList();
        var undeclared = there.Except(declared, StringComparer.Ordinal).ToList();
        var missing = declared.Except(there, StringComparer.Ordinal).ToList();
        if (undeclared.Count > 0)
            findings.Add(new LintFinding(LintSeverity.Error, "undeclared-dependency", "", 0, 0, $"chart metadata is missing these dependencies: {string.Join(',', undeclared)}"));
        if (missing.Count > 0)
            findings.Add(new LintFinding(LintSeverity.Warning, "missing-dependency", "", 0, 0, $"chart directory is missing these dependencies: {string.Join(',', missing)}"));
    }
}
