using NinjaBuild.Charts.Composition;
using NinjaBuild.Compare.Model;
using NinjaBuild.Compare.Reports.Html;
using NinjaBuild.Compare.Reports.Terminal;
using Nuke.Common;
using Nuke.Common.Utilities.Collections;
using Serilog;

namespace NinjaBuild.Components;

/// <summary>Compares composed charts with those that are live.</summary>
internal interface ICompareManual : IHazWorkspace
{
    private static readonly string[] FailOnWords = ["breaking", "behaviour", "any", "none"];

    [Parameter("Hand-written chart to compare --chart with: a folder or a .tgz. Default is charts/<chart>/manual")]
    string? Manual => TryGetValue(() => Manual);

    [Parameter("What makes CompareManual fail: breaking (default), behaviour, any or none")]
    string FailOn => TryGetValue(() => FailOn) ?? "breaking";

    [Parameter("Git revision: compares the composed charts with themselves as they were then")]
    string? Since => TryGetValue(() => Since);

    Target CompareManual => _ => _
        .Description("Compares the charts with the hand-written ones beside them, in every environment; reports in artifacts/compare")
        .Produces(ArtifactsDirectory / "compare" / "*" / "*")
        .Executes(() =>
        {
            if (!FailOnWords.Contains(FailOn, StringComparer.Ordinal))
                throw Stop.With(this, ExitCodes.Invalid, $"--fail-on {FailOn}: is none of {string.Join(", ", FailOnWords)}");
            if (Since is not null && Manual is not null)
                throw Stop.With(this, ExitCodes.Invalid, "--since and --manual: a chart is compared with one or the other");
            var outcome = this.Ask(composer => Since is { } revision ? CompareSince(composer, revision)
                : Manual is { } path ? composer.CompareWith(path)
                : composer.CompareManual());
            Report(outcome);
        });

    private ComparisonOutcome CompareSince(Composer composer, string revision)
    {
        using var then = WorkspaceRevision.Of(RootDirectory, revision);
        var manifests = then.Render(this.Settings());
        return composer.CompareWith(then.Title, manifests.GetValueOrDefault);
    }

    private void Report(ComparisonOutcome outcome)
    {
        var report = Env is null ? outcome.Report : new ComparisonReport([.. outcome.Report.Charts.Select(OfEnvironment)]);
        if (report.Charts.Count == 0 && outcome.Errors.Count == 0)
        {
            Log.Information("No chart has a hand-written one: put it into charts/<chart>/manual, or give it with --manual");
            return;
        }

        foreach (var line in TerminalReport.Write(report, Style()))
            Console.WriteLine(line);
        foreach (var error in outcome.Errors)
            Log.Error("{Error:l}", error);
        if (outcome.IsUpToDate)
            Log.Information("Nothing has changed since the charts were compared");
        WritePage(outcome.Report);

        var open = new { Breaking = report.CountFrom(Severity.Breaking), Behaviour = report.CountFrom(Severity.Behaviour), Any = report.CountFrom(Severity.Cosmetic) };
        ReportSummary(_ => _.AddPair("Breaking", open.Breaking).AddPair("Behaviour", open.Behaviour - open.Breaking).AddPair("Cosmetic", open.Any - open.Behaviour));
        if (report.HasProblems || outcome.Errors.Count > 0)
            throw Stop.With(this, ExitCodes.Failed, "Some charts could not be compared");
        var left = FailOn switch { "breaking" => open.Breaking, "behaviour" => open.Behaviour, "any" => open.Any, _ => 0 };
        if (left > 0)
            throw Stop.With(this, ExitCodes.Failed, $"{left} {(left == 1 ? "difference is" : "differences are")} open (--fail-on {FailOn})");
    }

    // The page is about all charts: a run about one of them leaves it as it is.
    private void WritePage(ComparisonReport report)
    {
        var folder = ArtifactsDirectory / "compare";
        if (Chart.Length == 0)
        {
            OverviewPage.Update(folder, report);
            Log.Information("{Page:l}", folder / OverviewPage.FileName);
            return;
        }

        foreach (var chart in report.Charts)
            Log.Information("{Folder:l}", folder / chart.Chart);
    }

    private ChartComparison OfEnvironment(ChartComparison chart) =>
        chart with { Environments = [.. chart.Environments.Where(environment => environment.Environment == Env)] };

    private static TerminalStyle Style()
    {
        const int ordinaryWidth = 100;
        var isTerminal = !Console.IsOutputRedirected && !string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);
        var isColoured = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new TerminalStyle(isTerminal ? Console.WindowWidth : ordinaryWidth, isColoured);
    }
}
