using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Helm.Functions;

/// <summary>Maps. Where Go's order is by chance (keys, values), it is by key here: a result that changes between runs helps nobody.</summary>
internal static class Dicts
{
    public static void AddTo(FunctionRegistry r)
    {
        r.AddVariadic("dict", [], Any, (_, a) => Make(a));
        r.Add("get", [ParameterType.Map, Str], (_, a) => a[0] is Map map && map.TryGetValue((string)a[1]!, out var value) ? value : "");
        r.Add("set", [ParameterType.Map, Str, Any], (_, a) => Set(a[0], (string)a[1]!, a[2]));
        r.Add("unset", [ParameterType.Map, Str], (_, a) => Unset(a[0], (string)a[1]!));
        r.Add("hasKey", [ParameterType.Map, Str], (_, a) => Boxes.Box(a[0] is Map map && map.ContainsKey((string)a[1]!)));
        r.AddVariadic("pluck", [Str], ParameterType.Map, (_, a) => Pluck((string)a[0]!, a[1..]));
        r.AddVariadic("keys", [], ParameterType.Map, (_, a) => Keys(a));
        r.Add("values", [ParameterType.Map], (_, a) => Values(a[0] as Map));
        r.AddVariadic("pick", [ParameterType.Map], Str, (_, a) => Select(a[0] as Map, a[1..], listed: true));
        r.AddVariadic("omit", [ParameterType.Map], Str, (_, a) => Select(a[0] as Map, a[1..], listed: false));
        r.AddVariadic("dig", [], Any, (_, a) => Dig(a));
        r.Add(["deepCopy", "mustDeepCopy"], [Any], (e, a) => a[0] is null ? throw new FunctionException("reflect: call of reflect.Value.Type on zero Value") : DeepCopy(a[0], e));
        r.AddVariadic("merge", [ParameterType.Map], ParameterType.Map, (e, a) => MergeAll(e, a, overwrites: false));
        r.AddVariadic("mustMerge", [ParameterType.Map], ParameterType.Map, (e, a) => MergeAll(e, a, overwrites: false));
        r.AddVariadic("mergeOverwrite", [ParameterType.Map], ParameterType.Map, (e, a) => MergeAll(e, a, overwrites: true));
        r.AddVariadic("mustMergeOverwrite", [ParameterType.Map], ParameterType.Map, (e, a) => MergeAll(e, a, overwrites: true));
    }

    /// <summary>A copy that shares no map or list.</summary>
    /// <exception cref="FunctionException">There is too much of it.</exception>
    public static object? DeepCopy(object? value, TemplateExecution? execution = null) => Copy(value, new ValueWalk(execution), 0);

    static object? Copy(object? value, ValueWalk walk, int depth)
    {
        switch (value)
        {
            case Map map:
                walk.Enter(depth);
                var copy = map is IGoTyped { GoType: "map[string]string" } ? new StringMap() : new Dictionary<string, object?>(map.Count, StringComparer.Ordinal);
                foreach (var (key, item) in map)
                    copy[key] = Copy(item, walk, depth + 1);
                return copy;
            case GoList typed:
                return typed;
            case IReadOnlyList<object?> list:
                walk.Enter(depth);
                var items = new List<object?>(list.Count);
                foreach (var item in list)
                    items.Add(Copy(item, walk, depth + 1));
                return items;
            default:
                return value;
        }
    }

    static Dictionary<string, object?> Make(ReadOnlySpan<object?> a)
    {
        var map = new Dictionary<string, object?>((a.Length + 1) / 2, StringComparer.Ordinal);
        for (var i = 0; i < a.Length; i += 2)
            map[Cast.ToText(a[i])] = i + 1 < a.Length ? a[i + 1] : "";
        return map;
    }

    static IDictionary<string, object?> Changeable(object? map) => map switch
    {
        IDictionary<string, object?> { IsReadOnly: false } changeable => changeable,
        null => throw new FunctionException("assignment to entry in nil map"),
        _ => throw new FunctionException("this map cannot be changed"),
    };

    static IDictionary<string, object?> Set(object? map, string key, object? value)
    {
        var changeable = Changeable(map);
        changeable[key] = value;
        return changeable;
    }

    static object? Unset(object? map, string key)
    {
        if (map is not null)
            Changeable(map).Remove(key);
        return map;
    }

    static List<object?> Pluck(string key, ReadOnlySpan<object?> maps)
    {
        var found = new List<object?>();
        foreach (var map in maps)
        {
            if (map is Map entries && entries.TryGetValue(key, out var value))
                found.Add(value);
        }

        return found;
    }

    static List<string> SortedKeys(Map map)
    {
        var keys = new List<string>(map.Keys);
        keys.Sort(GoString.Compare);
        return keys;
    }

    static GoList Keys(ReadOnlySpan<object?> maps)
    {
        var keys = new List<object?>();
        foreach (var map in maps)
        {
            if (map is Map entries)
                keys.AddRange(SortedKeys(entries));
        }

        return GoList.Strings(keys);
    }

    static List<object?> Values(Map? map)
    {
        var values = new List<object?>();
        if (map is null)
            return values;
        foreach (var key in SortedKeys(map))
            values.Add(map[key]);
        return values;
    }

    static Dictionary<string, object?> Select(Map? map, ReadOnlySpan<object?> keys, bool listed)
    {
        var selected = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (map is null)
            return selected;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
            names.Add((string)key!);
        foreach (var (key, value) in map)
        {
            if (names.Contains(key) == listed)
                selected[key] = value;
        }

        return selected;
    }

    static object? Dig(ReadOnlySpan<object?> a)
    {
        if (a.Length < 3)
            throw new FunctionException("dig needs at least three arguments");
        var current = a[^1];
        for (var i = 0; i < a.Length - 2; i++)
        {
            if (current is not Map map || GoTypes.TypeName(current) != "map[string]interface {}")
            {
                var actual = current is null ? "nil" : GoTypes.TypeName(current);
                throw new FunctionException($"interface conversion: interface {{}} is {actual}, not map[string]interface {{}}");
            }

            if (a[i] is not string key)
                throw new FunctionException($"interface conversion: interface {{}} is {GoTypes.TypeName(a[i])}, not string");
            if (!map.TryGetValue(key, out current))
                return a[^2];
        }

        return current;
    }

    static object? MergeAll(TemplateExecution execution, ReadOnlySpan<object?> maps, bool overwrites)
    {
        var walk = new ValueWalk(execution);
        foreach (var source in maps[1..])
        {
            if (source is Map map)
                Merge(Changeable(maps[0]), map, overwrites, walk, 0);
        }

        return maps[0];
    }

    static void Merge(IDictionary<string, object?> target, Map source, bool overwrites, ValueWalk walk, int depth)
    {
        walk.Enter(depth);
        foreach (var (key, value) in source)
        {
            var exists = target.TryGetValue(key, out var current);
            if (value is null)
            {
                if (overwrites || !exists)
                    target[key] = value;
            }
            else if (value is Map inner && current is IDictionary<string, object?> { Count: > 0 } map)
            {
                Merge(map, inner, overwrites, walk, depth + 1);
            }
            else if (!exists || overwrites || Defaults.IsEmpty(current))
            {
                target[key] = value;
            }
        }
    }
}
