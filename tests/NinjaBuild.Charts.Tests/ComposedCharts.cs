using NinjaBuild.Charts.Composition;
using NinjaBuild.Charts.Rules;
using NinjaBuild.Hermetic;
using NinjaBuild.Workspace;

namespace NinjaBuild.Charts.Tests;

/// <summary>Charts composed from files in memory, by the rules alone: no cache, no output folder.</summary>
sealed class ComposedCharts
{
    readonly Dictionary<string, FileContent> _files;
    readonly LoadedWorkspace _loaded;
    readonly Dictionary<string, ChartActions> _actions;

    public ComposedCharts(IReadOnlyDictionary<string, string> files, IReadOnlyDictionary<string, string>? inputs = null)
    {
        _files = files.ToDictionary(file => file.Key, file => new FileContent(file.Key, System.Text.Encoding.UTF8.GetBytes(file.Value)));
        foreach (var template in Directory.EnumerateFiles(Path.Combine(Repository.Root, "templates")))
        {
            var path = $"templates/{Path.GetFileName(template)}";
            _files.TryAdd(path, new FileContent(path, File.ReadAllBytes(template)));
        }

        var settings = new CompositionSettings { Root = "", Artifacts = "", Templates = "", Inputs = inputs ?? new Dictionary<string, string>() };
        var declarations = new DeclarationCache();
        var read = _files.Values.Where(file => file.Path == "ninja.yaml" || file.Path.EndsWith("/app.yaml", StringComparison.Ordinal) || file.Path.EndsWith("/compose.yaml", StringComparison.Ordinal));
        _loaded = LoadedWorkspace.Load([.. read], new Dictionary<string, string>(), [], _files.ContainsKey, [], settings, declarations);
        var declarer = new ActionDeclarer(path => _files[path], declarations, _loaded.Workspace, settings.Inputs, ManualCharts.Of(_files.Values), settings.Today);
        _actions = _loaded.Charts.ToDictionary(chart => chart.Chart.Name, declarer.Declare);
    }

    public IReadOnlyList<ChartModel> Models => _loaded.Charts;

    /// <summary>A workspace of one chart, <c>shop</c>, of the given apps; each is the text of an app.yaml without its name.</summary>
    public static ComposedCharts Of(IReadOnlyDictionary<string, string> apps, string chart = "", string ninja = "", IReadOnlyDictionary<string, string>? more = null)
    {
        var files = new Dictionary<string, string>
        {
            ["ninja.yaml"] = "workspace: test\nimageRegistry: ghcr.io/example\nenvironments: { dev: {}, prod: {} }\n" + ninja,
            ["charts/shop/compose.yaml"] = "name: shop\nversion: 0.1.0\n" + Members(apps) + chart,
        };
        foreach (var (name, text) in apps)
            files[$"apps/{name}/app.yaml"] = $"name: {name}\nversion: 1.0.0\n{text}";
        foreach (var (path, text) in more ?? new Dictionary<string, string>())
            files[path] = text;
        return new ComposedCharts(files);
    }

    /// <summary>The same of one external-api, <c>shop-api</c>, on port 8000.</summary>
    public static ComposedCharts Api(string fields = "", string chart = "") =>
        Of(new Dictionary<string, string> { ["shop-api"] = "type: external-api\nport: 8000\n" + fields }, chart);

    /// <summary>The files of a chart, by path.</summary>
    public IReadOnlyDictionary<string, string> Files(string chart = "shop") =>
        Run(_actions[chart].Chart).ToDictionary(file => file.Path, file => System.Text.Encoding.UTF8.GetString(file.Content));

    /// <summary>What Helm would render: the objects of a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="environment">Whose values file to use; null for none.</param>
    /// <param name="values">YAML laid over everything, as an operator's own values file.</param>
    public RenderedChart Render(string chart = "shop", string? environment = null, string values = "{}") => RenderedChart.Of(Run(_actions[chart].Chart), environment, values);

    public byte[] Package(string chart = "shop") => Run(_actions[chart].Package).Single().Content;

    static FileTree Run(ActionSpec action)
    {
        var inputs = FileTree.Of(action.Sources);
        foreach (var input in action.Inputs)
            inputs = inputs.Merge(input.Folder.Length == 0 ? Run(input.Action) : Run(input.Action).WithPrefix(input.Folder));
        return action.Rule.Run(new RuleInputs(inputs, action.Arguments));
    }

    static string Members(IReadOnlyDictionary<string, string> apps)
    {
        var jobs = apps.Where(app => app.Value.Contains("type: job", StringComparison.Ordinal)).Select(app => app.Key).ToList();
        return $"apps: [{string.Join(", ", apps.Keys.Except(jobs))}]\njobs: [{string.Join(", ", jobs)}]\n";
    }
}
