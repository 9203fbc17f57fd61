using NinjaBuild.Charts.Rules;
using NinjaBuild.Hermetic;
using NinjaBuild.Workspace;
using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;
using NinjaBuild.Yaml;

namespace NinjaBuild.Charts.Composition;

/// <summary>The charts that a build has to do with: all of them, or those that are concerned by what changed since the last build.</summary>
sealed class Scope
{
    readonly HashSet<string> _removedCharts;
    readonly bool _isFiltered;

    Scope(
        LoadedWorkspace loaded, ActionDeclarer declarer, IReadOnlyList<(ChartModel Model, ChartActions Actions)> charts, WorkspaceIndex index, bool isAll,
        HashSet<string> removedCharts, bool isFiltered) =>
        (Loaded, Declarer, Charts, Index, IsAll, _removedCharts, _isFiltered) = (loaded, declarer, charts, index, isAll, removedCharts, isFiltered);

    /// <summary>Where a workspace has what a build looks at.</summary>
    public static SourceLayout Layout { get; } = new(
    [
        WorkspaceLayout.WorkspaceFile,
        $"{WorkspaceLayout.AppsFolder}/**/{WorkspaceLayout.AppFile}",
        $"{WorkspaceLayout.ChartsFolder}/*/{WorkspaceLayout.ChartFile}",
        $"{WorkspaceLayout.ChartsFolder}/*/{WorkspaceLayout.MigrationFile}",
        $"{WorkspaceLayout.ChartsFolder}/*/{WorkspaceLayout.ManualFolder}/**",
        $"{WorkspaceLayout.ChartsFolder}/*/{ManualCharts.Archive}",
        $"{SourcePath.Templates}/**",
    ]);

    /// <summary>What was read.</summary>
    public LoadedWorkspace Loaded { get; }

    /// <summary>Declares actions on what was read.</summary>
    public ActionDeclarer Declarer { get; }

    /// <summary>The charts to work on, with their actions.</summary>
    public IReadOnlyList<(ChartModel Model, ChartActions Actions)> Charts { get; }

    /// <summary>What the next build is to know of all declarations.</summary>
    public WorkspaceIndex Index { get; }

    /// <summary>Whether every declaration was read.</summary>
    public bool IsAll { get; }

    /// <summary>Number of charts that are in place once these are.</summary>
    public int ChartCount => _isFiltered ? Charts.Count : Index.Charts.Count;

    /// <summary>Reads everything.</summary>
    /// <exception cref="InvalidDeclarationsException">The declarations are wrong.</exception>
    public static Scope OfAll(HermeticBuild build, CompositionSettings settings, TemplateFolder templates)
    {
        var files = build.Sources.Files.Where(IsDeclaration).ToList();
        var declarations = new DeclarationCache();
        var loaded = Load(build, files, new Dictionary<string, string>(), [], settings, declarations);
        if (loaded.Charts.Count == 0)
        {
            throw new InvalidDeclarationsException([Diagnostic.Error(
                WorkspaceLayout.WorkspaceFile, new Position(1, 1), $"the workspace declares no charts: write {WorkspaceLayout.ChartsFolder}/<chart>/{WorkspaceLayout.ChartFile}")]);
        }

        var index = new WorkspaceIndex();
        Note(index, loaded);
        var removed = WorkspaceIndex.Read(build.Record.ClientData).Charts.Values.Select(chart => chart.Name)
            .Except(loaded.Charts.Select(chart => chart.Chart.Name)).ToHashSet();
        return Make(build, settings, templates, declarations, loaded, index, isAll: true, removed);
    }

    /// <summary>Reads what can be read of all but the apps.</summary>
    /// <exception cref="InvalidDeclarationsException"><c>ninja.yaml</c> is wrong.</exception>
    public static ReadableWorkspace ReadableOf(HermeticBuild build, CompositionSettings settings)
    {
        var files = build.Sources.Files.Where(file => WorkspaceLayout.KindOf(file.Path) is DeclarationKind.Workspace or DeclarationKind.Chart).ToList();
        CheckIsWorkspace(build, files, settings);
        return ReadableWorkspace.Read(files, settings);
    }

    /// <summary>
    /// Reads only what changed since the last build, and the charts that it concerns; null where that cannot be told, because something
    /// changed that concerns all.
    /// </summary>
    /// <exception cref="InvalidDeclarationsException">The declarations are wrong.</exception>
    public static Scope? OfChanges(HermeticBuild build, CompositionSettings settings, TemplateFolder templates)
    {
        if (settings.NoCache || settings.Charts.Count > 0 || settings.Environment is not null || !build.IsComparable)
            return null;
        var changes = build.Sources.Changes.ToDictionary(change => change.Path, change => change.Kind);
        if (changes.Keys.Any(path => path == WorkspaceLayout.WorkspaceFile || path.StartsWith(SourcePath.Templates + "/", StringComparison.Ordinal)))
            return null;

        var index = WorkspaceIndex.Read(build.Record.ClientData);
        var files = build.Sources.Files.Where(IsDeclaration).ToDictionary(file => file.Path);
        var wanted = new HashSet<string> { WorkspaceLayout.WorkspaceFile };
        var names = new HashSet<string>();
        foreach (var path in changes.Keys.Where(path => WorkspaceLayout.KindOf(path) == DeclarationKind.App))
        {
            names.UnionWith(index.AppPaths.Where(app => app.Value == path).Select(app => app.Key));
            if (files.TryGetValue(path, out var file))
            {
                wanted.Add(path);
                if (DeclarationReader.ReadApp(file.Digest.Size > DeclarationReader.MaxBytes ? default : file.Content, path, [])?.Name is { } name)
                    names.Add(name);
            }
        }

        var changed = index.Charts.Values.Where(chart => changes.ContainsKey(chart.Path)).Select(chart => chart.Name).ToHashSet();
        var damaged = build.DamagedFolders();
        foreach (var chart in index.Charts.Values)
        {
            if (changes.ContainsKey(chart.Path) || chart.Files.Any(changes.ContainsKey) || damaged.Contains($"charts/{chart.Name}")
                || chart.Apps.Any(names.Contains) || chart.Mentions.Any(names.Contains) || chart.DependsOn.Any(changed.Contains))
                wanted.Add(chart.Path);
        }

        wanted.UnionWith(changes.Keys.Where(path => WorkspaceLayout.KindOf(path) == DeclarationKind.Chart));
        wanted.UnionWith(changes.Keys.Select(ManualCharts.ChartOf).OfType<string>().Select(chart => $"{WorkspaceLayout.ChartsFolder}/{chart}/{WorkspaceLayout.ChartFile}"));
        var removed = index.Charts.Values.Where(chart => !files.ContainsKey(chart.Path)).Select(chart => chart.Name).ToHashSet();
        foreach (var path in changes.Keys)
            index.Remove(path);
        wanted.UnionWith(DeployedBefore(changes.Keys.Select(files.GetValueOrDefault).OfType<FileContent>(), index));

        // What the charts are made of now is in their declarations; an app that is new to a chart must be read as well.
        foreach (var path in wanted.Where(path => WorkspaceLayout.KindOf(path) == DeclarationKind.Chart).ToList())
        {
            if (files.TryGetValue(path, out var file) && TryReadChart(file) is { } chart)
                wanted.UnionWith(chart.Apps.Concat(chart.Jobs).Select(app => index.AppPaths.GetValueOrDefault(app)).OfType<string>());
        }

        var declarations = new DeclarationCache();
        var read = files.Values.Where(file => wanted.Contains(file.Path)).ToList();
        var known = index.AppPaths.Where(app => !wanted.Contains(app.Value)).ToDictionary();
        var knownCharts = index.Charts.Values.Where(chart => !wanted.Contains(chart.Path)).Select(chart => chart.Name).ToHashSet();
        var loaded = Load(build, read, known, knownCharts, settings, declarations);
        Note(index, loaded);
        return Make(build, settings, templates, declarations, loaded, index, isAll: false, removed);
    }

    /// <summary>What the build is to make of output folders that it is not asked for.</summary>
    /// <param name="record">What is on record.</param>
    /// <param name="isCharts">Whether the build is asked for charts.</param>
    public BuildScope ToBuildScope(BuildRecord record, bool isCharts)
    {
        var concerned = Charts.Select(chart => chart.Model.Chart.Name).ToHashSet();
        return new BuildScope
        {
            IsWhole = isCharts ? !_isFiltered : null,
            Removed = [.. record.OutputFolders.Where(folder => _removedCharts.Contains(ChartOf(folder)))],
            IsUnaffected = folder => !IsAll && !concerned.Contains(ChartOf(folder)),
        };

        static string ChartOf(string folder) => folder.Split('/') is [_, var chart, ..] ? chart : "";
    }

    // A circle of charts goes through one that changed: it shows once all is read that this one depends on.
    static IEnumerable<string> DeployedBefore(IEnumerable<FileContent> changed, WorkspaceIndex index)
    {
        var others = index.Charts.Values.DistinctBy(chart => chart.Name).ToDictionary(chart => chart.Name);
        return changed.Where(file => WorkspaceLayout.KindOf(file.Path) == DeclarationKind.Chart).Select(TryReadChart).OfType<ChartDeclaration>()
            .SelectMany(chart => ChartOrder.Before(chart.Name, name => name == chart.Name ? chart.DependsOn : others.GetValueOrDefault(name)?.DependsOn))
            .Select(name => others.GetValueOrDefault(name)?.Path).OfType<string>();
    }

    static ChartDeclaration? TryReadChart(FileContent file) =>
        DeclarationReader.ReadChart(file.Digest.Size > DeclarationReader.MaxBytes ? default : file.Content, file.Path, []);

    static bool IsDeclaration(FileContent file) => WorkspaceLayout.KindOf(file.Path) is DeclarationKind.Workspace or DeclarationKind.App or DeclarationKind.Chart;

    static LoadedWorkspace Load(
        HermeticBuild build, IReadOnlyCollection<FileContent> files, IReadOnlyDictionary<string, string> known, IReadOnlyCollection<string> knownCharts, CompositionSettings settings,
        DeclarationCache declarations)
    {
        var faults = build.Sources.Errors.Select(error => error.Split(": ", 2) is [var path, var fault] ? Diagnostic.Error(path, new Position(1, 1), fault) : Diagnostic.Error("", default, error)).ToList();
        CheckIsWorkspace(build, files, settings);
        return LoadedWorkspace.Load(files, known, knownCharts, path => build.Sources.TryFind(path, out _), faults, settings, declarations);
    }

    static void CheckIsWorkspace(HermeticBuild build, IReadOnlyCollection<FileContent> files, CompositionSettings settings)
    {
        if (files.All(file => file.Path != WorkspaceLayout.WorkspaceFile) && build.Sources.Errors.Count == 0)
            throw new UsageException($"{settings.Root} is no workspace: it has no {WorkspaceLayout.WorkspaceFile}. Write one, or give the workspace with --root");
    }

    static void Note(WorkspaceIndex index, LoadedWorkspace loaded)
    {
        foreach (var app in loaded.Apps.Values)
            index.Add(app);
        foreach (var chart in loaded.Charts)
            index.Add(chart);
    }

    static Scope Make(
        HermeticBuild build, CompositionSettings settings, TemplateFolder templates, DeclarationCache declarations, LoadedWorkspace loaded, WorkspaceIndex index,
        bool isAll, HashSet<string> removed)
    {
        var unknown = Unknown("--chart", settings.Charts, index.Charts.Values.Select(chart => chart.Name))
            .Concat(Unknown("--env", settings.Environment is { } name ? [name] : [], loaded.Workspace.Environments.Keys)).ToList();
        if (unknown.Count > 0)
            throw new UsageException(string.Join('\n', unknown));

        var sources = new Dictionary<string, FileContent>();
        var manual = ManualCharts.Of(build.Sources.Files);
        var declarer = new ActionDeclarer(Source, declarations, loaded.Workspace, settings.Inputs, manual, settings.Today);
        var charts = loaded.Charts.Where(chart => settings.Charts.Count == 0 || settings.Charts.Contains(chart.Chart.Name))
            .Select(chart => (chart, declarer.Declare(chart))).ToList();
        return new Scope(loaded, declarer, charts, index, isAll, removed, settings.Charts.Count > 0);

        FileContent Source(string path)
        {
            if (sources.TryGetValue(path, out var known))
                return known;
            if (build.Sources.TryFind(path, out var own))
                return sources[path] = own;
            if (path.StartsWith(SourcePath.Templates + "/", StringComparison.Ordinal) && templates.Find(path) is { } builtIn)
                return sources[path] = builtIn;
            throw new UsageException($"the template {path} is missing, from the workspace and from the tool");
        }
    }

    static IEnumerable<string> Unknown(string flag, IReadOnlyList<string> names, IEnumerable<string> known)
    {
        var all = known.ToHashSet();
        return names.Where(name => !all.Contains(name)).Select(name => $"{flag} {name}: there is none of that name{Suggestion.For(name, all)}");
    }
}
