using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Yaml;

namespace NinjaBuild.Helm.Linting;

/// <summary>Values that no template uses, and values that templates use and values.yaml lacks.</summary>
sealed class ValueUseRules
{
    const string ValuesFile = "values.yaml";

    readonly Chart _chart;
    readonly ValueFlow _flow;
    readonly List<LintFinding> _findings;
    readonly ValuePaths _touched;
    readonly ValuePaths _whole;
    readonly ValuePaths _guarded;
    readonly ValuePaths _named;
    readonly HashSet<string> _others;

    ValueUseRules(Chart chart, ValueFlow flow, List<LintFinding> findings)
    {
        (_chart, _flow, _findings) = (chart, flow, findings);
        _touched = new ValuePaths(flow.Touched.Keys);
        _whole = new ValuePaths(flow.Whole);
        _guarded = new ValuePaths(flow.Guarded);
        _named = new ValuePaths(flow.EvaluatesTexts ? NamesInTexts(chart) : []);

        // What belongs to subcharts, or to Helm.
        _others = new HashSet<string>(["global", "tags", "exports"], StringComparer.Ordinal);
        _others.UnionWith(chart.Subcharts.Select(subchart => subchart.Name));
        foreach (var dependency in chart.Metadata.Dependencies)
        {
            _others.UnionWith([dependency.Name, dependency.Key]);
            _others.UnionWith(dependency.Condition.Split(',').Select(condition => condition.Trim().Split('.')[0]));
            _others.UnionWith(dependency.ImportValues.Select(import => import.Parent.Split('.')[0]));
        }
    }

    public static void Run(Chart chart, ValueFlow flow, List<LintFinding> findings)
    {
        if (chart.Raw.LastOrDefault(file => file.Path == ValuesFile) is not { } file
            || YamlReader.Read(file.Content, ValuesFile, dialect: YamlDialect.Kubernetes).Documents is not [YamlMapping values, ..])
            return;
        var rules = new ValueUseRules(chart, flow, findings);
        rules.Unused(values, "", isTop: true);
        rules.Missing(values);
    }

    /// <summary>The path of a template in its chart, or in the release where it is a subchart's.</summary>
    public static string InChart(Chart chart, string path)
    {
        var prefix = chart.Name + "/";
        return path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : path;
    }

    void Unused(YamlMapping values, string path, bool isTop)
    {
        foreach (var entry in values.Entries)
        {
            var here = $"{path}/{entry.Name}";
            if ((isTop && _others.Contains(entry.Name)) || IsUsedWhole(here))
                continue;
            if (!IsReached(here))
                _findings.Add(new LintFinding(LintSeverity.Warning, "unused-value", ValuesFile, entry.Key.At.Line, entry.Key.At.Column, $"no template uses '{Name(here)}'"));
            else if (entry.Value is YamlMapping { Entries.Count: > 0 } inner && !_touched.HasItemsOf(here))
                Unused(inner, here, isTop: false);
        }
    }

    /// <summary>Whether something above it, or it, is used with all that it has; or a text names it.</summary>
    bool IsUsedWhole(string path) => _whole.HasAtOrAbove(path) || _named.HasAtOrAbove(path) || _named.HasAtOrBelow(path);

    /// <summary>Whether something at it or below it is looked at.</summary>
    bool IsReached(string path) => _touched.HasAtOrBelow(path) || _whole.HasAtOrBelow(path);

    void Missing(YamlMapping values)
    {
        foreach (var (path, place) in _flow.Touched.OrderBy(touched => touched.Value.File, StringComparer.Ordinal).ThenBy(touched => touched.Value.Line))
        {
            var steps = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (place.Line == 0 || steps.Length == 0 || steps.Contains("*") || _others.Contains(steps[0]) || _guarded.HasAtOrAbove(path) || _guarded.HasAtOrBelow(path))
                continue;

            // A mapping that has nothing is for the user to fill.
            YamlNode? node = values;
            for (var i = 0; i < steps.Length && node is YamlMapping { Entries.Count: > 0 } mapping; i++)
            {
                node = mapping[steps[i]];
                if (node is null)
                    _findings.Add(new LintFinding(LintSeverity.Info, "missing-value", InChart(_chart, place.File), place.Line, place.Column, $"values.yaml has no '{Name("/" + string.Join('/', steps[..(i + 1)]))}'"));
            }
        }
    }

    static string Name(string path) => path[1..].Replace('/', '.');

    /// <summary>The values that templates within values and files name: everything that reads like .Values.some.name.</summary>
    static HashSet<string> NamesInTexts(Chart chart)
    {
        const string mark = ".Values.";
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in chart.Files.Concat(chart.Raw.Where(file => file.Path == ValuesFile)))
        {
            var text = GoString.FromBytes(file.Content.Span);
            for (var at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + 1, StringComparison.Ordinal))
            {
                var end = at + mark.Length;
                while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.'))
                    end++;
                names.Add("/" + text[(at + mark.Length)..end].Trim('.').Replace('.', '/'));
            }
        }

        return names;
    }
}
