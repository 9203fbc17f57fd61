using NinjaBuild.Compare.Import.Inference;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Lifting;

/// <summary>Splits what holds in each environment into what holds in general and what differs.</summary>
/// <param name="Base">What holds in general.</param>
/// <param name="Overlays">What differs, by environment; by the rules of overlays: mappings merge, the rest replaces, null removes.</param>
sealed record EnvironmentOverlays(Map Base, IReadOnlyDictionary<string, Map> Overlays)
{
    /// <summary>Splits.</summary>
    /// <param name="trees">The fields in each environment, in the order of the environments; at least one.</param>
    public static EnvironmentOverlays Of(IReadOnlyDictionary<string, Map> trees)
    {
        if (trees.Count == 1)
            return new EnvironmentOverlays(trees.Values.First(), new Dictionary<string, Map>());
        var common = Common([.. trees.Values]);
        return new EnvironmentOverlays(common, trees.Select(tree => (tree.Key, Overlay: Difference(common, tree.Value)))
            .Where(entry => entry.Overlay.Count > 0).ToDictionary(entry => entry.Key, entry => entry.Overlay));
    }

    // Field by field what most environments have; where as many have something else, what the first has.
    static Map Common(IReadOnlyList<Map> trees)
    {
        var common = new Map();
        foreach (var name in trees.SelectMany(tree => tree.Keys).Distinct())
        {
            var values = trees.Where(tree => tree.ContainsKey(name)).Select(tree => tree[name]).ToList();
            if (values.Exists(value => value is ExplicitNull))
                common[name] = ExplicitNull.Value;
            else if (values.TrueForAll(value => value is Map))
            {
                // A mapping that some environments lack is general only where most have it: null takes it away from the others.
                if (IsGeneral(values.Count))
                    common[name] = Common([.. values.Cast<Map>()]);
            }
            else if (Most(values) is var (most, count) && IsGeneral(count))
                common[name] = most;

            bool IsGeneral(int count) => count > trees.Count - values.Count || (count == trees.Count - values.Count && trees[0].ContainsKey(name));
        }

        return common;
    }

    static (object? Value, int Count) Most(List<object?> values)
    {
        var groups = new List<(object? Value, int Count)>();
        foreach (var value in values)
        {
            var known = groups.FindIndex(group => Fields.AreSame(group.Value, value));
            if (known < 0)
                groups.Add((value, 1));
            else
                groups[known] = (groups[known].Value, groups[known].Count + 1);
        }

        return groups.MaxBy(group => group.Count);
    }

    static Map Difference(Map from, Map to)
    {
        var difference = new Map();
        foreach (var (name, value) in to)
        {
            if (!from.TryGetValue(name, out var old))
                difference[name] = value;
            else if (old is Map oldMap && value is Map map)
            {
                if (Difference(oldMap, map) is { Count: > 0 } inner)
                    difference[name] = inner;
            }
            else if (!Fields.AreSame(old, value))
                difference[name] = value;
        }

        foreach (var name in from.Keys.Where(name => !to.ContainsKey(name)))
            difference[name] = null;
        return difference;
    }
}
