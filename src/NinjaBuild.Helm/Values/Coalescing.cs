using NinjaBuild.GoTemplates.Formatting;
using NinjaBuild.Helm.Dependencies;
using NinjaBuild.Helm.Functions;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Helm.Values;

/// <summary>
/// Lays values over the defaults of a chart and its subcharts, as helm.sh/helm/v3/pkg/chartutil/coalesce.go does, case by case: which nulls
/// take a key away and which stay, and how globals sink into subcharts, is what charts rely on.
/// </summary>
/// <param name="keepsNull">Whether a null stays (Helm's "merge") or takes the key away ("coalesce").</param>
/// <param name="warnings">Gets what Helm prints as a warning; may be null.</param>
sealed class Coalescing(bool keepsNull, ICollection<string>? warnings = null)
{
    /// <summary>The key of the values that every subchart sees.</summary>
    public const string GlobalKey = "global";

    /// <summary>A chart's values below the given ones. The result shares nothing with the chart, and nothing with what was given.</summary>
    /// <exception cref="ValuesTypeException">The values of a subchart are no table.</exception>
    public Map Apply(ChartInstance chart, IReadOnlyDictionary<string, object?> values)
    {
        var result = (Map)Dicts.DeepCopy(values is Map ? values : new Map(values, StringComparer.Ordinal))!;
        Coalesce(chart, result, "");
        return result;
    }

    /// <summary>Lays a table over another, in place; the lower one's maps become part of the upper one.</summary>
    public void Tables(Map upper, Map lower, string prefix = "") => Tables(upper, lower, prefix, keepsNull);

    void Coalesce(ChartInstance chart, Map values, string prefix)
    {
        AddDefaults(chart, values, prefix);
        foreach (var subchart in chart.Subcharts)
        {
            if (!values.TryGetValue(subchart.Name, out var own))
                values[subchart.Name] = own = new Map(StringComparer.Ordinal);
            if (own is not Map table)
                throw new ValuesTypeException(subchart.Name, own);
            var inner = Join(prefix, chart.Name);
            SinkGlobals(table, values, inner);
            Coalesce(subchart, table, inner);
        }
    }

    void AddDefaults(ChartInstance chart, Map values, string prefix)
    {
        var inner = Join(prefix, chart.Name);
        foreach (var (key, fallback) in (Map)Dicts.DeepCopy(chart.Values)!)
        {
            if (!values.TryGetValue(key, out var value))
                values[key] = fallback;
            else if (value is null && !keepsNull)
                values.Remove(key);
            else if (value is Map upper && fallback is Map lower)
                Tables(upper, lower, Join(inner, key), keepsNull || chart.Subcharts.Exists(subchart => subchart.Name == key));
            else if (value is Map && fallback is not null)
                warnings?.Add($"skipped value for {inner}.{key}: Not a table.");
        }
    }

    /// <summary>Globals of the parent win; tables are merged, and nulls are left to what comes after.</summary>
    void SinkGlobals(Map subchart, Map parent, string prefix)
    {
        if (!TryTable(subchart, "destination", out var below) || !TryTable(parent, "source", out var above))
            return;
        foreach (var (key, value) in above)
        {
            var known = below.TryGetValue(key, out var own);
            if (value is Map table)
            {
                var copy = new Map(table, StringComparer.Ordinal);
                if (known && own is not Map)
                {
                    warnings?.Add($"Conflict: cannot merge map onto non-map for {Quoting.Quote(key)}. Skipping.");
                    continue;
                }

                if (known)
                    Tables(copy, (Map)own!, Join(prefix, key), keepsNull: true);
                below[key] = copy;
            }
            else if (known && own is Map)
            {
                warnings?.Add($"key {key} is table. Skipping");
            }
            else
            {
                below[key] = value;
            }
        }

        subchart[GlobalKey] = below;
    }

    bool TryTable(Map values, string role, out Map table)
    {
        if (!values.TryGetValue(GlobalKey, out var global))
            global = new Map(StringComparer.Ordinal);
        table = (global as Map)!;
        if (table is null)
            warnings?.Add($"skipping globals because {role} {GlobalKey} is not a table.");
        return table is not null;
    }

    void Tables(Map upper, Map lower, string prefix, bool keepsNull)
    {
        foreach (var (key, below) in lower)
        {
            if (!upper.TryGetValue(key, out var above))
                upper[key] = below;
            else if (above is null && !keepsNull)
                upper.Remove(key);
            else if (below is Map table && above is Map over)
                Tables(over, table, Join(prefix, key), keepsNull);
            else if (below is Map)
                warnings?.Add($"cannot overwrite table with non table for {Join(prefix, key)} ({GoFormat.Print(below)})");
            else if (above is Map && below is not null)
                warnings?.Add($"destination for {Join(prefix, key)} is a table. Ignoring non-table value ({GoFormat.Print(below)})");
        }
    }

    static string Join(string prefix, string key) => prefix.Length == 0 ? key : $"{prefix}.{key}";
}
