using System.Globalization;
using NinjaBuild.Compare.Model;
using NinjaBuild.Kubernetes.Quantities;
using NinjaBuild.Kubernetes.Schema;
using List = System.Collections.Generic.IReadOnlyList<object?>;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Differences;

/// <summary>
/// Finds what differs between two objects in meaning: the schema tells what a field is, so that list items are matched by their keys and
/// amounts compared by value.
/// </summary>
/// <param name="schema">The schema of the cluster's version.</param>
sealed class TreeDifference(KubernetesSchema schema)
{
    readonly List<FieldDifference> _found = [];

    /// <summary>The differences of two trees.</summary>
    /// <param name="definition">The definition of the object; null for a kind that is not built in, which is compared by its structure.</param>
    /// <param name="before">The first.</param>
    /// <param name="after">The second.</param>
    public IReadOnlyList<FieldDifference> Find(Definition? definition, Map before, Map after)
    {
        Fields(FieldPath.Root, definition, before, after);
        return _found;
    }

    void Fields(FieldPath path, Definition? definition, Map before, Map after)
    {
        foreach (var name in before.Keys.Concat(after.Keys.Where(key => !before.ContainsKey(key))))
        {
            var field = definition?.Fields.GetValueOrDefault(name);
            Values(path.Field(name), field, field?.Type, before.GetValueOrDefault(name), after.GetValueOrDefault(name));
        }
    }

    void Values(FieldPath path, SchemaField? field, FieldType? type, object? before, object? after)
    {
        if (IsNothing(before, path) && IsNothing(after, path))
            return;
        switch (before, after)
        {
            case (null, _):
                _found.Add(new FieldDifference(path, ChangeKind.Added, null, after));
                break;
            case (_, null):
                _found.Add(new FieldDifference(path, ChangeKind.Removed, before, null));
                break;
            case (Map first, Map second):
                Maps(path, type, first, second);
                break;
            case (List first, List second):
                Lists(path, field, type?.Element, first, second);
                break;
            default:
                if (!SameScalar(type, before, after))
                    _found.Add(new FieldDifference(path, ChangeKind.Changed, before, after));
                break;
        }
    }

    void Maps(FieldPath path, FieldType? type, Map before, Map after)
    {
        if (type is { Shape: FieldShape.Map, Element: { } element })
        {
            foreach (var key in before.Keys.Union(after.Keys, StringComparer.Ordinal))
                Values(path.Field(key), null, element, before.GetValueOrDefault(key), after.GetValueOrDefault(key));
        }
        else
        {
            Fields(path, type?.DefinitionName is { } name ? schema.Definition(name) : null, before, after);
        }
    }

    void Lists(FieldPath path, SchemaField? field, FieldType? element, List before, List after)
    {
        if (Keyed(field, before) is { } first && Keyed(field, after) is { } second)
            KeyedItems(path, field!, element, first, second);
        else if (before.Concat(after).Any(item => item is Map or List))
            Items(path, element, before, after);
        else if (!SameScalars(element, before, after))
            _found.Add(new FieldDifference(path, ChangeKind.Changed, before, after));
    }

    /// <summary>The items by their keys; null where the list has no keys, or two items have the same.</summary>
    static List<KeyValuePair<string, object?>>? Keyed(SchemaField? field, List items)
    {
        if (field is null)
            return null;
        var keyed = new List<KeyValuePair<string, object?>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (ListKeys.KeyOf(field, item) is not { } key || !seen.Add(key))
                return null;
            keyed.Add(KeyValuePair.Create(key, item));
        }

        return keyed;
    }

    void KeyedItems(FieldPath path, SchemaField field, FieldType? element, List<KeyValuePair<string, object?>> before, List<KeyValuePair<string, object?>> after)
    {
        var (first, second) = (before.ToDictionary(StringComparer.Ordinal), after.ToDictionary(StringComparer.Ordinal));
        foreach (var key in first.Keys.Union(second.Keys, StringComparer.Ordinal))
            Values(path.Item(key), null, element, first.GetValueOrDefault(key), second.GetValueOrDefault(key));
        if (ItemOrder.Matters(field, before, after))
            _found.Add(new FieldDifference(path, ChangeKind.Reordered, before.ConvertAll(item => (object?)item.Key), after.ConvertAll(item => (object?)item.Key)));
    }

    /// <summary>Items without keys: equal ones are left out at both ends, the rest is compared one by one.</summary>
    void Items(FieldPath path, FieldType? element, List before, List after)
    {
        var start = 0;
        while (start < Math.Min(before.Count, after.Count) && IsSame(element, before[start], after[start]))
            start++;
        var end = 0;
        while (end < Math.Min(before.Count, after.Count) - start && IsSame(element, before[^(end + 1)], after[^(end + 1)]))
            end++;
        for (var i = start; i < Math.Max(before.Count, after.Count) - end; i++)
            Values(path.Item(i.ToString(CultureInfo.InvariantCulture)), null, element, i < before.Count - end ? before[i] : null, i < after.Count - end ? after[i] : null);
    }

    bool IsSame(FieldType? type, object? before, object? after)
    {
        var inner = new TreeDifference(schema);
        inner.Values(FieldPath.Root, null, type, before, after);
        return inner._found.Count == 0;
    }

    static bool SameScalars(FieldType? element, List before, List after) =>
        before.Count == after.Count && before.Zip(after).All(pair => SameScalar(element, pair.First, pair.Second));

    static bool SameScalar(FieldType? type, object? before, object? after)
    {
        if (Equals(before, after))
            return true;
        var (first, second) = (Text(before), Text(after));
        return type?.Shape switch
        {
            FieldShape.Quantity => first == second || Quantity.SameAmount(first, second),
            FieldShape.IntOrString => first == second,
            _ => before is not string && after is not string && first == second,
        };
    }

    // Absent and empty are the same to the server, except where being there is what a field says: emptyDir: {}, podSelector: {}.
    static bool IsNothing(object? value, FieldPath path) => value switch
    {
        null => true,
        Map { Count: 0 } => !EmptyMeaning.Has(path),
        List { Count: 0 } => true,
        _ => false,
    };

    static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
