using NinjaBuild.Kubernetes.Schema;
using List = System.Collections.Generic.IReadOnlyList<object?>;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Differences;

/// <summary>Two lists whose items are known by keys.</summary>
/// <param name="Before">The first list.</param>
/// <param name="After">The second list.</param>
sealed record KeyedItems(IReadOnlyList<KeyValuePair<string, object?>> Before, IReadOnlyList<KeyValuePair<string, object?>> After)
{
    // One program, whatever its container is called: the containers left over are the same one where each side has one.
    static readonly HashSet<string> KnownByPlace = new(StringComparer.Ordinal) { "containers", "initContainers" };

    /// <summary>Each key of either list with what the lists have under it, in the order of the second list, then of the first.</summary>
    public IEnumerable<(string Key, object? Before, object? After)> Pairs { get; private init; } = [];

    /// <summary>The items by their keys; null where the list has no keys, or two items have the same.</summary>
    public static KeyedItems? Of(Definition? owner, SchemaField? field, List before, List after)
    {
        var names = ListMeaning.KeysOf(owner, field);
        var keyed = ListMeaning.IsSet(field) ? Keyed(field!, before, after)
            : names.Count > 0 ? ByFields(owner!, field!, names, before, after)
            : owner is null && field is null ? ByFields(["name"], before, after)
            : null;
        return keyed is null ? null : keyed with { Pairs = keyed.Paired(field?.Name) };
    }

    static KeyedItems? Keyed(SchemaField field, List before, List after) => Both(item => ListKeys.KeyOf(field, item), before, after);

    // The schema's keys all count; of ours, as many as it takes.
    static KeyedItems? ByFields(Definition owner, SchemaField field, IReadOnlyList<string> names, List before, List after)
    {
        if (ListKeys.Of(field).Count > 0)
            return Keyed(field, before, after);
        for (var count = 1; count <= names.Count; count++)
        {
            if (ByFields([.. names.Take(count)], before, after) is { } keyed)
                return keyed;
        }

        return null;
    }

    static KeyedItems? ByFields(IReadOnlyList<string> names, List before, List after)
    {
        var isOptional = names is ["host"];
        return Both(
            item => item is Map map && names.All(name => isOptional || map.GetValueOrDefault(name) is not (null or Map or List))
                ? string.Join(',', names.Select(name => $"{name}={(map.GetValueOrDefault(name) is { } value ? CanonicalText.Plain(value) : "*")}"))
                : null,
            before,
            after);
    }

    static KeyedItems? Both(Func<object?, string?> key, List before, List after) =>
        All(key, before) is { } first && All(key, after) is { } second ? new KeyedItems(first, second) : null;

    static List<KeyValuePair<string, object?>>? All(Func<object?, string?> keyOf, List items)
    {
        var keyed = new List<KeyValuePair<string, object?>>(items.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (keyOf(item) is not { } key || !seen.Add(key))
                return null;
            keyed.Add(KeyValuePair.Create(key, item));
        }

        return keyed;
    }

    IEnumerable<(string Key, object? Before, object? After)> Paired(string? field)
    {
        var first = Before.ToDictionary(StringComparer.Ordinal);
        var second = After.ToDictionary(StringComparer.Ordinal);
        if (field is not null && KnownByPlace.Contains(field)
            && Before.Where(item => !second.ContainsKey(item.Key)).ToList() is [var old] && After.Where(item => !first.ContainsKey(item.Key)).ToList() is [var renamed])
        {
            first.Remove(old.Key);
            first[renamed.Key] = old.Value;
        }

        return [.. first.Keys.Union(second.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(key => (key, first.GetValueOrDefault(key), second.GetValueOrDefault(key)))];
    }
}
