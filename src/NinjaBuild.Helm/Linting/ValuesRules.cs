using NinjaBuild.Helm.Charts;

namespace NinjaBuild.Helm.Linting;

/// <summary>The rules for values.yaml (helm.sh/helm/v3/pkg/lint/rules/values.go). What the loader refuses never comes here.</summary>
static class ValuesRules
{
    public static void Run(Chart chart, List<LintFinding> findings)
    {
        if (!chart.Raw.Any(file => file.Path == "values.yaml"))
            findings.Add(new LintFinding(LintSeverity.Info, "values-file", "values.yaml", 0, 0, "file does not exist"));
    }
}
