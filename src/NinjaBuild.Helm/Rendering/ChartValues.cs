using NinjaBuild.GoTemplates;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Helm.Rendering;

/// <summary>Values as templates see them; Go's <c>chartutil.Values</c>.</summary>
public sealed class ChartValues : Dictionary<string, object?>, IGoTyped
{
    internal ChartValues(IReadOnlyDictionary<string, object?> entries)
        : base(entries, StringComparer.Ordinal)
    {
    }

    /// <inheritdoc/>
    public string GoType => "chartutil.Values";

    /// <summary>
    /// Values laid over a chart's own: maps are merged, anything else replaces, and null takes the key away. The result shares nothing with
    /// either. Integers become float64, as Helm's way through JSON makes them.
    /// </summary>
    public static ChartValues Coalesce(IReadOnlyDictionary<string, object?> defaults, IReadOnlyDictionary<string, object?> overlay) =>
        new(Merge(defaults, overlay, 0));

    static Dictionary<string, object?> Merge(IReadOnlyDictionary<string, object?> defaults, IReadOnlyDictionary<string, object?> overlay, int depth)
    {
        if (depth > 1000)
            throw new FunctionException("values nested deeper than 1000");
        var merged = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in defaults)
        {
            if (!overlay.ContainsKey(key))
                merged[key] = AsJson(Dicts.DeepCopy(value));
        }

        foreach (var (key, value) in overlay)
        {
            var fallback = defaults.GetValueOrDefault(key);
            if (value is IReadOnlyDictionary<string, object?> upper && fallback is IReadOnlyDictionary<string, object?> lower)
                merged[key] = Merge(lower, upper, depth + 1);
            else if (value is not null)
                merged[key] = AsJson(Dicts.DeepCopy(value));
            else if (!defaults.ContainsKey(key))
                merged[key] = null;
        }

        return merged;
    }

    /// <summary>In place: the value was copied before.</summary>
    static object? AsJson(object? value)
    {
        switch (value)
        {
            case long number:
                return (double)number;
            case int number:
                return (double)number;
            case ulong number:
                return (double)number;
            case Dictionary<string, object?> map:
                foreach (var key in map.Keys)
                    map[key] = AsJson(map[key]);
                return map;
            case List<object?> list:
                for (var i = 0; i < list.Count; i++)
                    list[i] = AsJson(list[i]);
                return list;
            default:
                return value;
        }
    }
}
