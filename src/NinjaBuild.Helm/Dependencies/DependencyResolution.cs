using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Functions;
using NinjaBuild.Helm.Values;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Helm.Dependencies;

/// <summary>
/// Which subcharts a release has: aliases, <c>tags</c>, <c>condition</c>, and then <c>import-values</c>, in the order and with the
/// precedence of helm.sh/helm/v3/pkg/chartutil/dependencies.go (ProcessDependenciesWithMerge).
/// </summary>
sealed class DependencyResolution
{
    const string TagsKey = "tags";

    readonly List<string> _warnings;

    DependencyResolution(List<string> warnings) => _warnings = warnings;

    /// <summary>The tree of charts that are enabled with the given values; nothing is imported yet.</summary>
    /// <exception cref="ValuesTypeException">The values of a subchart are no table.</exception>
    public static ChartInstance Enable(Chart chart, IReadOnlyDictionary<string, object?> values, List<string> warnings)
    {
        var root = new ChartInstance(chart, chart.Name, chart.Name, isRoot: true);
        new DependencyResolution(warnings).Enable(root, values, "");
        return root;
    }

    /// <summary>Takes over values of subcharts into their parents, deepest first.</summary>
    public static void ImportValues(ChartInstance chart, List<string> warnings)
    {
        foreach (var subchart in chart.Subcharts)
            ImportValues(subchart, warnings);
        if (chart.Dependencies.Count > 0)
            new DependencyResolution(warnings).Import(chart);
    }

    void Enable(ChartInstance chart, IReadOnlyDictionary<string, object?> values, string prefix)
    {
        var declared = chart.Chart.Metadata.Dependencies;
        if (declared.Count == 0)
            return;
        chart.Subcharts = Named(chart, declared);
        var coalesced = Coalesced(chart, values, prefix);
        var disabled = new HashSet<string>(StringComparer.Ordinal);
        foreach (var dependency in declared)
        {
            if (!IsEnabled(dependency, coalesced, prefix))
                disabled.Add(dependency.Key);
        }

        chart.Subcharts.RemoveAll(subchart => disabled.Contains(subchart.Name));
        chart.Dependencies = [.. declared.Where(dependency => !disabled.Contains(dependency.Key))];
        foreach (var subchart in chart.Subcharts)
            Enable(subchart, coalesced, $"{prefix}{subchart.Name}.");
    }

    /// <summary>The charts that nobody declared, then each declared one under its alias; a chart may be used several times.</summary>
    static List<ChartInstance> Named(ChartInstance chart, IReadOnlyList<ChartDependency> declared)
    {
        var named = chart.Subcharts.FindAll(found => !declared.Any(dependency => Fits(found, dependency)));
        foreach (var dependency in declared)
        {
            if (chart.Subcharts.Find(found => Fits(found, dependency)) is { } fitting)
                named.Add(ChartInstance.Of(fitting, dependency, chart.Path));
        }

        return named;
    }

    static bool Fits(ChartInstance found, ChartDependency dependency) =>
        found.Chart.Name == dependency.Name && VersionRange.Contains(dependency.Version, found.Chart.Metadata.Version);

    /// <summary>
    /// The values that tags and conditions are looked up in. Helm lays a copy of all values of the release over those of every subchart that
    /// has dependencies, which is quadratic; the paths of a subchart start with its own way down, so that only these keys matter.
    /// </summary>
    static Map Coalesced(ChartInstance chart, IReadOnlyDictionary<string, object?> values, string prefix)
    {
        var coalescing = new Coalescing(keepsNull: false);
        if (chart.IsRoot)
            return coalescing.Apply(chart, values);
        foreach (var subchart in chart.Subcharts)
        {
            if (values.TryGetValue(subchart.Name, out var own) && own is not Map)
                throw new ValuesTypeException(subchart.Name, own);
        }

        string[] keys = [prefix[..prefix.IndexOf('.', StringComparison.Ordinal)], TagsKey, Coalescing.GlobalKey];
        var part = new ChartInstance(chart.Chart, chart.Name, chart.Path, chart.IsRoot)
        {
            Values = Restrict(chart.Values, keys),
            Subcharts = chart.Subcharts.FindAll(subchart => keys.Contains(subchart.Name, StringComparer.Ordinal)),
        };
        return coalescing.Apply(part, Restrict(values, keys));
    }

    static Map Restrict(IReadOnlyDictionary<string, object?> values, string[] keys)
    {
        var part = new Map(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (values.TryGetValue(key, out var value))
                part[key] = value;
        }

        return part;
    }

    /// <summary>The first condition that is a boolean decides; without one, the tags do.</summary>
    bool IsEnabled(ChartDependency dependency, Map values, string prefix)
    {
        foreach (var condition in dependency.Condition.Trim().Split(','))
        {
            if (condition.Length == 0 || !ValuesPath.TryValue(values, prefix + condition, out var value))
                continue;
            if (value is bool enabled)
                return enabled;
            _warnings.Add($"Condition path '{condition}' for chart {dependency.Name} returned non-bool value");
        }

        return AllowsTags(dependency, values);
    }

    bool AllowsTags(ChartDependency dependency, Map values)
    {
        if (values.GetValueOrDefault(TagsKey) is not Map tags)
            return true;
        var (anyTrue, anyFalse) = (false, false);
        foreach (var tag in dependency.Tags)
        {
            if (!tags.TryGetValue(tag, out var value))
                continue;
            if (value is bool isOn)
                (anyTrue, anyFalse) = (anyTrue || isOn, anyFalse || !isOn);
            else
                _warnings.Add($"Tag '{tag}' for chart {dependency.Name} returned non-bool value");
        }

        return anyTrue || !anyFalse;
    }

    void Import(ChartInstance chart)
    {
        var merging = new Coalescing(keepsNull: true);
        var own = merging.Apply(chart, new Map(StringComparer.Ordinal));
        var imported = new Map(StringComparer.Ordinal);
        foreach (var dependency in chart.Dependencies)
        {
            foreach (var import in dependency.ImportValues)
            {
                if (ValuesPath.Table(own, $"{dependency.Key}.{import.Child}") is { } table)
                    merging.Tables(imported, Wrap(import.Parent, table));
                else
                    _warnings.Add($"ImportValues missing table from chart {dependency.Key}: {Quoting.Quote(import.Child)} is not a table");
            }
        }

        // What the parent says itself wins over what it imports.
        own = (Map)Dicts.DeepCopy(own)!;
        merging.Tables(own, imported);
        chart.Values = own;
    }

    static Map Wrap(string path, Map table)
    {
        if (path == ".")
            return table;
        foreach (var key in path.Split('.').Reverse())
            table = new Map(StringComparer.Ordinal) { [key] = table };
        return table;
    }
}
