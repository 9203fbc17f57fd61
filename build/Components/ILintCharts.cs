using NinjaBuild.Helm.Linting;
using Nuke.Common;
using Serilog;

namespace NinjaBuild.Components;

/// <summary>Examines charts: those that were composed, in every environment, or with --path any other.</summary>
internal interface ILintCharts : IRenderCharts
{
    [Parameter("Makes warnings of the linter count as errors")]
    bool Strict => TryGetValue<bool?>(() => Strict) ?? false;

    Target LintCharts => _ => _
        .Description("Examines every chart as helm lint does, and for unused values and functions that are not repeatable; with --path any chart")
        .Executes(() =>
        {
            var charts = Path is null
                ? this.Ask(composer => composer.LintCharts())
                : [new KeyValuePair<string, IReadOnlyList<LintFinding>>(Path, LintPath(Path))];
            Report(charts);
        });

    private IReadOnlyList<LintFinding> LintPath(string path) => this.Try(() => ChartLinter.Lint(
        path,
        new LintOptions { Values = Request(path).Values.Read(), Namespace = Namespace, KubeVersion = Cluster(), SkipSchemaValidation = SkipSchemaValidation },
        Request(path).LinksWithin));

    private void Report(IReadOnlyList<KeyValuePair<string, IReadOnlyList<LintFinding>>> charts)
    {
        var failed = 0;
        foreach (var (chart, findings) in charts)
        {
            if (findings.Count > 0)
                Log.Information("{Chart:l}", chart);
            foreach (var finding in findings)
                Show(finding);
            failed += findings.Any(finding => finding.Severity >= (Strict ? LintSeverity.Warning : LintSeverity.Error)) ? 1 : 0;
        }

        var linted = charts.Count == 1 ? "1 chart linted" : $"{charts.Count} charts linted";
        if (failed > 0)
            throw Stop.With(this, ExitCodes.Failed, $"{linted}, {failed} failed");
        Log.Information("{Summary:l}", $"{linted}, 0 failed");
    }

    private static void Show(LintFinding finding)
    {
        switch (finding.Severity)
        {
            case LintSeverity.Error:
                Log.Error("{Finding:l}", finding.ToString());
                break;
            case LintSeverity.Warning:
                Log.Warning("{Finding:l}", finding.ToString());
                break;
            default:
                Log.Information("{Finding:l}", finding.ToString());
                break;
        }
    }
}
