using System.Globalization;
using NinjaBuild.Compare.Model;
using NinjaBuild.Kubernetes.Schema;
using List = System.Collections.Generic.IReadOnlyList<object?>;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Differences;

/// <summary>
/// Finds what differs between two objects in meaning: the schema tells what a field is, so that list items are matched by their keys and
/// amounts compared by value. Of a kind that is not built in, the structure is compared.
/// </summary>
/// <param name="schema">The schema of the cluster's version.</param>
sealed class TreeDifference(KubernetesSchema schema)
{
    // What says something by being there, even with nothing in it (https://kubernetes.io/docs/reference/kubernetes-api/).
    static readonly HashSet<string> MeaningfulWhenEmpty = new(StringComparer.Ordinal)
    {
        "emptyDir", "podSelector", "namespaceSelector", "labelSelector", "selector",
    };

    readonly CanonicalText _canonical = new(schema);
    readonly List<FieldDifference> _found = [];

    /// <summary>The differences of two trees in normal form.</summary>
    /// <param name="definition">The definition of the object; null for a kind that is not built in.</param>
    /// <param name="before">The first.</param>
    /// <param name="after">The second.</param>
    public IReadOnlyList<FieldDifference> Find(Definition? definition, Map before, Map after)
    {
        Fields(FieldPath.Root, definition, before, after);
        return _found;
    }

    void Fields(FieldPath path, Definition? definition, Map before, Map after)
    {
        foreach (var name in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var field = definition?.Fields.GetValueOrDefault(name);
            Values(path.Field(name), definition, field, field?.Type, before.GetValueOrDefault(name), after.GetValueOrDefault(name));
        }
    }

    void Values(FieldPath path, Definition? owner, SchemaField? field, FieldType? type, object? before, object? after)
    {
        (before, after) = (OrNothing(path, owner, before), OrNothing(path, owner, after));
        switch (before ?? EmptyLike(type, owner, field, after), after ?? EmptyLike(type, owner, field, before))
        {
            case (null, null):
                break;
            case (null, _):
                Add(path, ChangeKind.Added, null, after);
                break;
            case (_, null):
                Add(path, ChangeKind.Removed, before, null);
                break;
            case (Map first, Map second):
                Maps(path, type, first, second);
                break;
            case (List first, List second):
                Lists(path, owner, field, type?.Element, first, second);
                break;
            case var (first, second):
                if (first is Map or List || second is Map or List || CanonicalText.Scalar(type, first) != CanonicalText.Scalar(type, second))
                    Add(path, ChangeKind.Changed, first, second);
                break;
        }
    }

    void Add(FieldPath path, ChangeKind kind, object? before, object? after) => _found.Add(new FieldDifference(path, kind, before, after));

    void Maps(FieldPath path, FieldType? type, Map before, Map after)
    {
        if (type is not { Shape: FieldShape.Map, Element: { } element })
        {
            Fields(path, type?.DefinitionName is { } name ? schema.Definition(name) : null, before, after);
            return;
        }

        foreach (var key in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Values(path.Field(key), null, null, element, before.GetValueOrDefault(key), after.GetValueOrDefault(key));
    }

    void Lists(FieldPath path, Definition? owner, SchemaField? field, FieldType? element, List before, List after)
    {
        if (KeyedItems.Of(owner, field, before, after) is { } items)
            Keyed(path, owner, field, element, items);
        else if (before.Concat(after).Any(item => item is Map or List))
            Items(path, element, ListMeaning.IsUnordered(owner, field), before, after);
        else if (!AreSame(element, ListMeaning.IsUnordered(owner, field), before, after))
            Add(path, ChangeKind.Changed, before, after);
    }

    void Keyed(FieldPath path, Definition? owner, SchemaField? field, FieldType? element, KeyedItems items)
    {
        foreach (var (key, before, after) in items.Pairs)
            Values(path.Item(key), owner, null, element, before, after);
        if (ItemOrder.Matters(field?.Name, items))
            Add(path, ChangeKind.Reordered, items.Before.Select(item => (object?)item.Key).ToList(), items.After.Select(item => (object?)item.Key).ToList());
    }

    /// <summary>Items without keys. What both sides have is left out: in lists without an order anywhere, else at both ends; the rest is compared one by one.</summary>
    void Items(FieldPath path, FieldType? element, bool isUnordered, List before, List after)
    {
        var first = before.Select((item, index) => (Item: item, Index: index, Text: _canonical.Of(element, item))).ToList();
        var second = after.Select((item, index) => (Item: item, Index: index, Text: _canonical.Of(element, item))).ToList();
        if (isUnordered)
        {
            var shared = SharedTexts.Count(first.ConvertAll(item => item.Text), second.ConvertAll(item => item.Text));
            var (ofFirst, ofSecond) = (new SharedTexts(shared), new SharedTexts(shared));
            first.RemoveAll(item => ofFirst.Take(item.Text));
            second.RemoveAll(item => ofSecond.Take(item.Text));
        }
        else
        {
            var start = 0;
            while (start < Math.Min(first.Count, second.Count) && first[start].Text == second[start].Text)
                start++;
            (first, second) = (first[start..], second[start..]);
            while (first.Count > 0 && second.Count > 0 && first[^1].Text == second[^1].Text)
            {
                first.RemoveAt(first.Count - 1);
                second.RemoveAt(second.Count - 1);
            }
        }

        for (var i = 0; i < Math.Max(first.Count, second.Count); i++)
        {
            var index = Math.Max(i < first.Count ? first[i].Index : 0, i < second.Count ? second[i].Index : 0);
            Values(
                path.Item(index.ToString(CultureInfo.InvariantCulture)), null, null, element,
                i < first.Count ? first[i].Item : null, i < second.Count ? second[i].Item : null);
        }
    }

    static bool AreSame(FieldType? element, bool isUnordered, List before, List after)
    {
        var (first, second) = (before.Select(item => CanonicalText.Scalar(element, item)), after.Select(item => CanonicalText.Scalar(element, item)));
        return isUnordered
            ? first.Order(StringComparer.Ordinal).SequenceEqual(second.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            : first.SequenceEqual(second, StringComparer.Ordinal);
    }

    // Labels, variables and the like are told one by one also where the other side has none at all; so are a pod's rights: each is a
    // decision of its own, and who accepts one does not accept those that come later.
    static object? EmptyLike(FieldType? type, Definition? owner, SchemaField? field, object? other) => other switch
    {
        Map when type?.Shape == FieldShape.Map || type?.DefinitionName == "core.v1.PodSecurityContext" => new Dictionary<string, object?>(),
        List when ListMeaning.KeysOf(owner, field).Count > 0 => new List<object?>(),
        _ => null,
    };

    // Absent and empty are the same to the server, except where being there is what a field says; of other kinds that is not known.
    static object? OrNothing(FieldPath path, Definition? owner, object? value) => value switch
    {
        Map { Count: 0 } when owner is not null && !path.Last.StartsWith('[') && !MeaningfulWhenEmpty.Contains(path.Last) => null,
        List { Count: 0 } when owner is not null => null,
        _ => value,
    };
}
