using System.Collections.Concurrent;
using System.Diagnostics;
using NinjaBuild.Charts.Reports;
using NinjaBuild.Charts.Rules;
using NinjaBuild.Helm.Linting;
using NinjaBuild.Hermetic;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Charts.Composition;

/// <summary>
/// Composes the charts of a workspace. It looks at the workspace once; what it is asked for afterwards, it answers from what it saw.
/// While it lives, other builds of the same checkout wait.
/// </summary>
public sealed partial class Composer : IDisposable
{
    const string ChartsFolder = "charts", PackagesFolder = "packages", ManifestsFolder = "manifests", AppsFolder = "apps";

    readonly CompositionSettings _settings;
    readonly CompositionEvents _events;
    readonly DiskCache? _cache;
    readonly HermeticBuild _build;
    readonly TemplateFolder _templates;
    readonly HashSet<string> _ran = [];
    Scope? _scope;

    /// <summary>Takes hold of a workspace, and looks at it.</summary>
    /// <exception cref="HermeticException">The artifacts folder cannot be used.</exception>
    public Composer(CompositionSettings settings, CompositionEvents events)
    {
        (_settings, _events) = (settings, events);
        _templates = new TemplateFolder(settings.Templates, settings.Root);
        _cache = settings.NoCache ? null : new DiskCache(settings.CacheFolder ?? DiskCache.DefaultFolder, warn: events.Warning);
        _build = HermeticBuild.Start(new BuildOptions
        {
            Workspace = settings.Root,
            OutputRoot = settings.Artifacts,
            Layout = Scope.Layout,
            Configuration = Configuration(),
            Cache = _cache,
            NoCache = settings.NoCache,
            Threads = settings.Threads,
            Message = events.Message,
            Progress = events.Progress,
        });
    }

    /// <summary>Composes the files of all apps of a type, into the cache; with <paramref name="write"/> also into <c>artifacts/apps</c>.</summary>
    /// <exception cref="InvalidDeclarationsException">The declarations are wrong.</exception>
    /// <exception cref="CompositionFailedException">A rule refused its inputs, or outputs cannot be written.</exception>
    public CompositionReport ComposeApps(AppType type, bool write)
    {
        var clock = Stopwatch.StartNew();
        if (!write && IsUpToDate(ChartsFolder))
            return UpToDate(ChartsFolder, clock);
        var apps = (write ? LoadAll() : Load()).Charts.SelectMany(chart => chart.Actions.Apps.Where(app => app.App.Type == type)
            .Select(app => new OutputRequest($"{AppsFolder}/{chart.Model.Chart.Name}/{app.App.App.Name}", app.Spec))).ToList();
        return write ? Run(apps, isCharts: false, clock) : Warm(apps, clock);
    }

    /// <summary>Composes the charts into <c>artifacts/charts</c>.</summary>
    /// <inheritdoc cref="ComposeApps"/>
    public CompositionReport ComposeCharts()
    {
        var clock = Stopwatch.StartNew();
        return IsUpToDate(ChartsFolder)
            ? UpToDate(ChartsFolder, clock)
            : Run([.. Load().Charts.Select(chart => new OutputRequest($"{ChartsFolder}/{chart.Model.Chart.Name}", chart.Actions.Checked))], isCharts: true, clock);
    }

    /// <summary>Packs the charts into <c>artifacts/packages</c>.</summary>
    /// <inheritdoc cref="ComposeApps"/>
    public CompositionReport PackageCharts() => RunForEach(PackagesFolder, static actions => actions.Package);

    /// <summary>Renders the charts for their environments into <c>artifacts/manifests</c>.</summary>
    /// <inheritdoc cref="ComposeApps"/>
    public CompositionReport RenderCharts() => RunForEach(ManifestsFolder, static actions => actions.Manifests);

    /// <summary>What the linter finds in each chart, in all environments together.</summary>
    /// <inheritdoc cref="ComposeApps"/>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<LintFinding>>> LintCharts()
    {
        var findings = new ConcurrentDictionary<string, IReadOnlyList<LintFinding>>(StringComparer.Ordinal);
        var charts = LoadAll().Charts;
        var report = Executor().Run(charts.Select(chart => chart.Actions.Check), outcome =>
        {
            if (outcome.Output is { } output)
                findings[outcome.Action.Label] = LintReport.Read(output.Files[CheckChartRule.Lint]);
        });
        Report(report, Stopwatch.StartNew());
        return [.. charts.Select(chart => KeyValuePair.Create(chart.Model.Chart.Name, findings[chart.Actions.Check.Label]))];
    }

    /// <summary>The manifests that <see cref="RenderCharts"/> wrote, of the charts and the environment that are asked for.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> RenderedManifests()
    {
        var charts = _build.Record.OutputFolders.Where(IsIn(ManifestsFolder)).Order(StringComparer.Ordinal)
            .Where(folder => _settings.Charts.Count == 0 || _settings.Charts.Contains(folder[(ManifestsFolder.Length + 1)..]));
        foreach (var file in charts.SelectMany(folder => Directory.GetFiles(Path.Combine(_settings.Artifacts, folder)).Order(StringComparer.Ordinal)))
        {
            if (_settings.Environment is null || Path.GetFileNameWithoutExtension(file) == _settings.Environment)
                yield return File.ReadAllBytes(file);
        }
    }

    /// <summary>The apps of the workspace as lines of a table.</summary>
    /// <inheritdoc cref="ComposeApps"/>
    public IReadOnlyList<string> ListApps()
    {
        var loaded = LoadAll().Loaded;
        return AppList.Write(loaded.Apps.Values, loaded.Charts, loaded.Workspace, _settings.Environment, _settings.Inputs);
    }

    /// <summary><c>ninja.yaml</c>.</summary>
    /// <inheritdoc cref="ComposeApps"/>
    public WorkspaceDeclaration Workspace => LoadAll().Loaded.Workspace;

    /// <summary>All charts of the workspace, in order of their files.</summary>
    /// <inheritdoc cref="ComposeApps"/>
    public IReadOnlyList<ChartModel> Charts => LoadAll().Loaded.Charts;

    /// <summary>
    /// <c>ninja.yaml</c> and the charts, as far as their files can be read, without their apps: for what concerns that which is deployed
    /// already. What is wrong with an app, or with a chart, is no hindrance to that.
    /// </summary>
    /// <exception cref="InvalidDeclarationsException"><c>ninja.yaml</c> is wrong.</exception>
    public ReadableWorkspace ReadableWorkspace() => Scope.ReadableOf(_build, _settings);

    /// <summary>What is made from what.</summary>
    /// <inheritdoc cref="ComposeApps"/>
    public ActionGraph Graph() => GraphOf.Charts(LoadAll().Charts);

    /// <summary>Lets other builds in.</summary>
    public void Dispose()
    {
        _build.Dispose();
        _cache?.Dispose();
    }

    // All that decides, besides the sources, which actions there are.
    string Configuration() => string.Join('\n', _settings.Inputs.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => $"{input.Key}={input.Value}")
        .Prepend($"require-digests={_settings.RequireDigests}").Prepend(_templates.Fingerprint).Prepend(RuleVersion.Current));

    // What is made of each chart, once the charts are there.
    CompositionReport RunForEach(string top, Func<ChartActions, ActionSpec> action)
    {
        var clock = Stopwatch.StartNew();
        if (IsUpToDate(top) && _build.Record.OutputFolders.Count(IsIn(top)) == WorkspaceIndex.Read(_build.Record.ClientData).Charts.Count)
            return UpToDate(top, clock);
        return Run([.. LoadAll().Charts.Select(chart => new OutputRequest($"{top}/{chart.Model.Chart.Name}", action(chart.Actions)))], isCharts: false, clock);
    }

    static Func<string, bool> IsIn(string top) => folder => folder.StartsWith(top + "/", StringComparison.Ordinal);

    bool IsUpToDate(string top)
    {
        if (_scope is not null || _settings.Environment is not null)
            return false;
        if (_settings.Charts.Count > 0)
            return _build.IsUpToDate([.. _settings.Charts.Select(name => $"{top}/{name}")]);
        if (!_build.IsComparable)
            return false;
        var folders = _build.Record.OutputFolders;
        return _build.IsUpToDate(folders.All(IsIn(top)) ? null : [.. folders.Where(IsIn(top))]);
    }

    CompositionReport UpToDate(string top, Stopwatch clock) =>
        new([], [], [], IsUpToDate: true, _settings.Charts.Count > 0 ? _settings.Charts.Count : _build.Record.OutputFolders.Count(IsIn(top)), clock.Elapsed);

    Scope Load() => _scope ??= Scope.OfChanges(_build, _settings, _templates) ?? Scope.OfAll(_build, _settings, _templates);

    Scope LoadAll() => _scope is { IsAll: true } ? _scope : _scope = Scope.OfAll(_build, _settings, _templates);

    // Brings the apps' results into the cache, where the charts find them.
    CompositionReport Warm(List<OutputRequest> apps, Stopwatch clock)
    {
        return Report(Executor().Run(apps.Select(app => app.Action)), clock);
    }

    ActionExecutor Executor() => new(new ExecutionOptions
    {
        Cache = _cache,
        NoCache = _settings.NoCache,
        Threads = _settings.Threads,
        Previous = _build.Record.FindAction,
        Progress = _events.Progress,
    });

    CompositionReport Run(List<OutputRequest> requests, bool isCharts, Stopwatch clock)
    {
        try
        {
            var report = _build.Run(requests, Load().ToBuildScope(_build.Record, isCharts), Load().Index.Write());
            return Report(report.Actions, clock);
        }
        catch (OutputException e)
        {
            throw new CompositionFailedException(e.Errors, isInvalidInput: false);
        }
    }

    CompositionReport Report(ExecutionReport report, Stopwatch clock)
    {
        if (!report.Succeeded)
            throw new CompositionFailedException(report.Errors, isInvalidInput: true);
        foreach (var outcome in report.Outcomes.Where(outcome => outcome.Status == ActionStatus.Ran))
            _ran.Add(outcome.Action.Label);

        var outcomes = report.Outcomes.ToDictionary(outcome => outcome.Action.Label);
        var charts = Load().Charts.Select(chart => Report(chart, outcomes)).OfType<ChartReport>().ToList();
        return new CompositionReport(charts, report.Outcomes, Load().Loaded.Notes, IsUpToDate: false, Load().ChartCount, clock.Elapsed);
    }

    ChartReport? Report((ChartModel Model, ChartActions Actions) chart, Dictionary<string, ActionOutcome> outcomes)
    {
        var own = chart.Actions.All.Select(spec => outcomes.GetValueOrDefault(spec.Label)).OfType<ActionOutcome>().ToList();
        if (own.Count == 0)
            return null;
        var ran = own.Count(outcome => _ran.Contains(outcome.Action.Label));
        return new ChartReport(
            chart.Model.Chart.Name, chart.Model.Chart.Version, chart.Model.Apps.Count, ran, own.Count - ran, own.Aggregate(TimeSpan.Zero, (sum, outcome) => sum + outcome.Duration));
    }
}
