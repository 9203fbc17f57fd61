using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Helm.Linting;

/// <summary>Functions whose result is another at every run: what renders differently each time cannot be compared or reviewed.</summary>
static class RepeatabilityRules
{
    public static void Run(Chart chart, ValueFlow flow, List<LintFinding> findings)
    {
        foreach (var call in flow.Calls.Where(call => HelmFunctions.NotHermetic.ContainsKey(call.Function)).OrderBy(call => call.File, StringComparer.Ordinal).ThenBy(call => call.Line).ThenBy(call => call.Column))
        {
            findings.Add(new LintFinding(
                LintSeverity.Warning, "not-repeatable", ValueUseRules.InChart(chart, call.File), call.Line, call.Column,
                $"'{call.Function}' is not repeatable: {HelmFunctions.NotHermetic[call.Function]}"));
        }
    }
}
