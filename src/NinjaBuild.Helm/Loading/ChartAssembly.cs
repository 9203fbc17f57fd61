using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Functions;
using NinjaBuild.Helm.Values;

namespace NinjaBuild.Helm.Loading;

/// <summary>Makes a chart of its files: what each is for goes by its path (helm.sh/helm/v3/pkg/chart/loader, LoadFiles).</summary>
sealed class ChartAssembly
{
    readonly string _source;
    readonly ChartBudget _budget;
    readonly int _depth;
    readonly List<ChartProblem> _problems = [];
    readonly List<ChartProblem> _warnings = [];
    readonly List<ChartFile> _templates = [];
    readonly List<ChartFile> _files = [];
    readonly SortedDictionary<string, List<ChartFile>> _subcharts = new(StringComparer.Ordinal);
    ChartFile? _chartfile;
    ChartFile? _requirements;
    ChartFile? _lock;
    ChartFile? _values;
    ChartFile? _schema;

    ChartAssembly(string source, ChartBudget budget, int depth)
    {
        _source = source.TrimEnd('/');
        _budget = budget;
        _depth = depth;
    }

    /// <summary>Builds the chart and its subcharts.</summary>
    /// <exception cref="ChartException">Everything that is wrong with any of them.</exception>
    public static Chart Build(string source, IReadOnlyList<ChartFile> files, ChartBudget budget)
    {
        var assembly = new ChartAssembly(source, budget, 0);
        var chart = assembly.Build(files);
        return chart is not null && assembly._problems.Count == 0 ? chart : throw new ChartException(assembly._problems);
    }

    Chart? Build(IReadOnlyList<ChartFile> files)
    {
        foreach (var file in files)
            Sort(file);
        if (_chartfile is null)
        {
            _problems.Add(new ChartProblem(_source, "Chart.yaml file is missing"));
            return null;
        }

        var metadata = new ChartfileReader(_problems).Read(_chartfile, $"{_source}/Chart.yaml", _requirements, $"{_source}/requirements.yaml");
        if (_requirements is not null && metadata.ApiVersion != "v1")
            _warnings.Add(new ChartProblem($"{_source}/requirements.yaml", "since apiVersion v2 the dependencies belong in Chart.yaml"));
        return new Chart
        {
            Source = _source,
            Raw = [.. files.Where(file => !file.Path.StartsWith("charts/", StringComparison.Ordinal))],
            Metadata = metadata,
            Values = ReadValues(),
            Schema = _schema?.Content,
            Templates = _templates,
            Files = metadata.ApiVersion == "v1" ? [.. _files, .. new[] { _requirements, LegacyLock }.OfType<ChartFile>()] : _files,
            Subcharts = [.. _subcharts.Select(entry => Subchart(entry.Key, entry.Value, metadata.Name)).OfType<Chart>()],
            Lock = _lock is null ? null : new ChartfileReader(_problems).ReadLock(_lock, $"{_source}/{_lock.Path}"),
            Warnings = _warnings,
        };
    }

    ChartFile? LegacyLock => _lock?.Path == "requirements.lock" ? _lock : null;

    void Sort(ChartFile file)
    {
        switch (file.Path)
        {
            case "Chart.yaml":
                _chartfile = file;
                break;
            case "requirements.yaml":
                _requirements = file;
                break;
            case "Chart.lock" or "requirements.lock":
                _lock = file;
                break;
            case "values.yaml":
                _values = file;
                break;
            case "values.schema.json":
                _schema = file;
                break;
            case var path when path.StartsWith("templates/", StringComparison.Ordinal):
                _templates.Add(file);
                break;
            case var path when path.StartsWith("charts/", StringComparison.Ordinal) && !path.EndsWith(".prov", StringComparison.Ordinal):
                AddToSubchart(file with { Path = path["charts/".Length..] });
                break;
            default:
                _files.Add(file);
                break;
        }
    }

    void AddToSubchart(ChartFile file)
    {
        var slash = file.Path.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? file.Path : file.Path[..slash];
        if (!_subcharts.TryGetValue(name, out var files))
            _subcharts[name] = files = [];
        files.Add(file);
    }

    Dictionary<string, object?> ReadValues() =>
        _values is null ? new(StringComparer.Ordinal) : ValuesFile.Read(_values.Content, $"{_source}/values.yaml", _problems);

    /// <summary>The chart in an entry of charts/: a folder or an archive. Names with _ or . in front are no charts.</summary>
    Chart? Subchart(string name, List<ChartFile> files, string parent)
    {
        if (name[0] is '_' or '.')
            return null;
        var source = $"{_source}/charts/{name}";
        if (_depth >= _budget.Limits.MaxDepth)
            throw new ChartException(source, $"charts nested deeper than {_budget.Limits.MaxDepth}");
        var assembly = new ChartAssembly(source, _budget, _depth + 1);
        var chart = assembly.Build(Unpack(name, files, source, parent));
        _problems.AddRange(assembly._problems);
        _warnings.AddRange(assembly._warnings);
        return chart;
    }

    List<ChartFile> Unpack(string name, List<ChartFile> files, string source, string parent)
    {
        if (!name.EndsWith(".tgz", StringComparison.Ordinal))
            return [.. files.Where(file => file.Path.Length > name.Length).Select(file => file with { Path = file.Path[(name.Length + 1)..] })];
        if (files[0].Path != name)
            throw new ChartException(source, $"error unpacking subchart tar in {parent}: expected {name}, got {Quoting.Quote(files[0].Path)}");
        return ChartArchive.Read(files[0].Content, source, Paths.Base(name), _budget);
    }
}
