using NinjaBuild.Charts.Rules;
using NinjaBuild.Compare.Model;
using NinjaBuild.Compare.Reports.Json;
using NinjaBuild.Hermetic;
using NinjaBuild.Workspace;

namespace NinjaBuild.Charts.Composition;

/// <summary>Compares composed charts with what is live, or was.</summary>
public sealed partial class Composer
{
    const string CompareFolder = "compare";

    /// <summary>Compares the charts with the hand-written ones beside their declarations, into <c>artifacts/compare</c>.</summary>
    /// <exception cref="InvalidDeclarationsException">The declarations are wrong.</exception>
    /// <exception cref="CompositionFailedException">Outputs cannot be written.</exception>
    public ComparisonOutcome CompareManual()
    {
        var names = ManualCharts.Of(_build.Sources.Files).Charts;
        var wanted = _settings.Charts.Count == 0 ? names : [.. names.Intersect(_settings.Charts)];
        if (_settings.Charts.Except(names).FirstOrDefault(HasChart) is { } chart)
            throw new UsageException($"--chart {chart}: has no hand-written chart in {WorkspaceLayout.ChartsFolder}/{chart}/{WorkspaceLayout.ManualFolder}: put it there, or give it with --manual");
        if (IsCompared(wanted) && Read(wanted) is { } known && !known.Charts.Any(IsOutdated))
            return new ComparisonOutcome(known, [], IsUpToDate: true);
        return Compare(LoadAll().Charts.Where(each => each.Actions.Compare is not null).Select(each => (each.Model.Chart.Name, each.Actions.Compare!)));
    }

    /// <summary>Compares a chart with a hand-written one that lies elsewhere.</summary>
    /// <param name="path">A folder or a .tgz.</param>
    /// <inheritdoc cref="CompareManual"/>
    public ComparisonOutcome CompareWith(string path)
    {
        if (_settings.Charts.Count != 1)
            throw new UsageException("--manual needs --chart NAME: it is one chart that is compared with it");
        var manual = ManualFiles.Read(path);
        return Compare(LoadAll().Charts.Select(each => (each.Model.Chart.Name, Declarer().Compare(each.Model, each.Actions.Manifests, manual.Files, manual.ToSide(), isRevision: false, "compare-with"))));
    }

    /// <summary>Compares the charts with themselves at another revision.</summary>
    /// <param name="title">What reports call the revision.</param>
    /// <param name="manifests">What a chart rendered to, by environment; null where there was no such chart.</param>
    /// <inheritdoc cref="CompareManual"/>
    public ComparisonOutcome CompareWith(string title, Func<string, IReadOnlyDictionary<string, byte[]>?> manifests) =>
        Compare(LoadAll().Charts.Select(each =>
        {
            var files = (manifests(each.Model.Chart.Name) ?? new Dictionary<string, byte[]>())
                .Select(environment => new FileContent($"{CompareChartRule.BeforeFolder}/{environment.Key}.yaml", environment.Value));
            return (each.Model.Chart.Name, Declarer().Compare(each.Model, each.Actions.Manifests, files, new ChartSide(title, "", ""), isRevision: true, "compare-since"));
        }));

    // One that is not declared is for the check of --chart to name.
    bool HasChart(string chart) => File.Exists(Path.Combine(_settings.Root, WorkspaceLayout.ChartsFolder, chart, WorkspaceLayout.ChartFile));

    ActionDeclarer Declarer() => LoadAll().Declarer;

    // What cannot be composed cannot be compared; the others are.
    ComparisonOutcome Compare(IEnumerable<(string Chart, ActionSpec Action)> comparisons)
    {
        var requests = comparisons.Select(each => new OutputRequest($"{CompareFolder}/{each.Chart}", each.Action)).ToList();
        var gone = _settings.Charts.Count > 0 ? [] : _build.Record.OutputFolders.Where(IsIn(CompareFolder)).Except(requests.Select(request => request.Folder));
        var scope = LoadAll().ToBuildScope(_build.Record, isCharts: false);
        try
        {
            var report = _build.Run(requests, scope with { Removed = [.. scope.Removed.Union(gone)] }, LoadAll().Index.Write());
            var failed = report.Actions.Outcomes.Where(outcome => outcome.Output is null).Select(outcome => outcome.Action).ToHashSet();
            var done = requests.Where(request => !failed.Contains(request.Action)).Select(request => request.Folder[(CompareFolder.Length + 1)..]).ToList();
            return new ComparisonOutcome(Read(done) ?? throw new UsageException($"the reports in {_settings.Artifacts}/{CompareFolder} cannot be read: remove them"), report.Actions.Errors, IsUpToDate: false);
        }
        catch (OutputException e)
        {
            throw new CompositionFailedException(e.Errors, isInvalidInput: false);
        }
    }

    // A folder may hold the comparison with another chart than the one beside the declaration.
    bool IsCompared(IReadOnlyList<string> charts) =>
        _scope is null
        && charts.All(chart => _build.Record.FindOutput($"{CompareFolder}/{chart}") is { } output && output.Label == $"//charts/{chart}:compare")
        && _build.IsUpToDate([.. charts.Select(chart => $"{CompareFolder}/{chart}")]);

    // What was accepted may not be any more since the reports were written.
    bool IsOutdated(ChartComparison chart) => chart.Accepted.Any(entry => !entry.IsExpired && entry.Until < _settings.Today);

    ComparisonReport? Read(IReadOnlyList<string> charts)
    {
        var reports = charts.Order(StringComparer.Ordinal).AsParallel().AsOrdered().Select(chart =>
        {
            var folder = Path.Combine(_settings.Artifacts, CompareFolder, chart);
            return JsonReport.Read([.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)]);
        }).ToList();
        return reports.Contains(null) ? null : new ComparisonReport([.. reports.OfType<ChartComparison>()]);
    }
}

/// <summary>What came of comparing charts.</summary>
/// <param name="Report">The charts that were compared.</param>
/// <param name="Errors">What is wrong with charts that cannot be composed, and so are not in the report.</param>
/// <param name="IsUpToDate">Whether nothing had changed since the last time.</param>
public sealed record ComparisonOutcome(ComparisonReport Report, IReadOnlyList<string> Errors, bool IsUpToDate);
