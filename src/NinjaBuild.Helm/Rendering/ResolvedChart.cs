using System.Collections.Concurrent;
using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Dependencies;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Helm.Rendering;

/// <summary>The charts that a set of values enables, with their templates parsed: the same for every render that enables the same ones.</summary>
sealed class ResolvedChart
{
    readonly List<ParsedFile> _files;

    ResolvedChart(ChartInstance root, TemplateSet templates, List<ParsedFile> files, IReadOnlyList<string> warnings)
    {
        Root = root;
        Templates = templates;
        _files = files;
        Warnings = warnings;
    }

    public ChartInstance Root { get; }

    public TemplateSet Templates { get; }

    /// <summary>What is rendered, in Helm's order. Templates share what they set in .Values, so the order can be seen.</summary>
    public IReadOnlyList<ParsedFile> Files => _files;

    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Takes over imported values and parses the templates, or finds them where they were parsed before.</summary>
    /// <exception cref="ChartException">Templates that cannot be parsed; all of them.</exception>
    public static ResolvedChart Of(
        ChartInstance root, FunctionTable functions, ConcurrentDictionary<(string Path, ChartFile File), ParsedText> parsed, bool isForOnce)
    {
        var warnings = new List<string>();
        DependencyResolution.ImportValues(root, warnings);

        // Charts of one path take each other's place, as they do in Helm's map.
        var byPath = new Dictionary<string, ParsedFile>(StringComparer.Ordinal);
        var problems = new List<ChartProblem>();
        var files = root.All.SelectMany(chart => chart.Chart.Templates.Where(file => IsRendered(chart, file)).Select(file => (Chart: chart, File: file)));
        foreach (var (chart, file) in files)
        {
            var path = Paths.Clean($"{chart.Path}/{file.Path}");
            if (Parse(path, file, functions, parsed, isForOnce, problems) is { } text)
                byPath[path] = new ParsedFile(path, chart, text);
        }

        if (problems.Count > 0)
            throw new ChartException(problems);

        // Deep paths first, so that of two definitions with one name the upper folder's counts (pkg/engine, sortTemplates).
        var ordered = byPath.Values.ToList();
        ordered.Sort(static (a, b) => a.Depth != b.Depth ? b.Depth - a.Depth : GoString.Compare(b.Path, a.Path));
        var templates = new TemplateSet(functions, missingKey: MissingKey.Zero);
        foreach (var file in ordered)
            templates.Add(file.Text);
        return new ResolvedChart(root, templates, ordered, warnings);
    }

    /// <summary>Of a library chart only the definitions count.</summary>
    static bool IsRendered(ChartInstance chart, ChartFile file) => !chart.Chart.IsLibrary || file.FileName.StartsWith('_');

    static ParsedText? Parse(
        string path,
        ChartFile file,
        FunctionTable functions,
        ConcurrentDictionary<(string Path, ChartFile File), ParsedText> parsed,
        bool isForOnce,
        List<ChartProblem> problems)
    {
        if (parsed.TryGetValue((path, file), out var known))
            return known;
        try
        {
            var text = GoString.FromBytes(file.Content.Span);
            return parsed[(path, file)] = isForOnce && !file.FileName.StartsWith('_')
                ? ParsedText.ParseForOnce(path, text, functions)
                : ParsedText.Parse(path, text, functions);
        }
        catch (TemplateException error)
        {
            problems.Add(TemplateProblems.Of(error));
            return null;
        }
    }
}

/// <summary>A parsed template of a chart in its place.</summary>
/// <param name="Path">Its name: the path in the release.</param>
/// <param name="Chart">The chart whose values it sees.</param>
/// <param name="Text">The template, and what it defines.</param>
sealed record ParsedFile(string Path, ChartInstance Chart, ParsedText Text)
{
    /// <summary>The number of folders it lies in.</summary>
    public int Depth { get; } = Path.AsSpan().Count('/');

    /// <summary>Whether it only defines what others use.</summary>
    public bool IsPartial { get; } = Path.AsSpan(Path.LastIndexOf('/') + 1).StartsWith("_");

    /// <summary>Whether it is for the user to read, and no manifest.</summary>
    public bool IsNotes { get; } = Path.EndsWith("NOTES.txt", StringComparison.Ordinal);
}
