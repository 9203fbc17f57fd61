using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Compare.Differences;

/// <summary>
/// Where the order of a list's items means something although they have keys: a variable sees those before it as <c>$(NAME)</c>, init
/// containers run one after another, and of lists that no schema describes nothing is known.
/// </summary>
static class ItemOrder
{
    /// <summary>Whether the second list orders items that both have differently, and that has an effect.</summary>
    /// <param name="field">The list's name; null where no schema describes it.</param>
    /// <param name="items">The two lists.</param>
    public static bool Matters(string? field, KeyedItems items) => field switch
    {
        "env" => HasOtherReferences(References(items.Before), References(items.After)),
        "initContainers" or null => !Shared(items.Before, items.After).SequenceEqual(Shared(items.After, items.Before), StringComparer.Ordinal),
        _ => false,
    };

    static IEnumerable<string> Shared(IReadOnlyList<KeyValuePair<string, object?>> items, IReadOnlyList<KeyValuePair<string, object?>> others)
    {
        var keys = others.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
        return items.Select(item => item.Key).Where(keys.Contains);
    }

    static bool HasOtherReferences(Dictionary<(string Variable, string Other), bool> before, Dictionary<(string Variable, string Other), bool> after) =>
        before.Any(reference => after.TryGetValue(reference.Key, out var isSeen) && isSeen != reference.Value);

    /// <summary>
    /// Each variable and another that it refers to: whether the other one stands before it, so that it is filled in, or after it, so that it
    /// is not.
    /// </summary>
    static Dictionary<(string Variable, string Other), bool> References(IReadOnlyList<KeyValuePair<string, object?>> items)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, item) in items.Index())
        {
            if (item.Value.Text("name") is { } name)
                places[name] = index;
        }

        var references = new Dictionary<(string, string), bool>();
        foreach (var (index, item) in items.Index())
        {
            if (item.Value.Text("name") is not { } name || item.Value.Text("value") is not { } value)
                continue;
            foreach (var other in NamesIn(value))
            {
                if (places.TryGetValue(other, out var place))
                    references[(name, other)] = place < index;
            }
        }

        return references;
    }

    // "$$(NAME)" is the text "$(NAME)" itself (third_party/forked/golang/expansion).
    static IEnumerable<string> NamesIn(string value)
    {
        for (var i = 0; i < value.Length - 1; i++)
        {
            if (value[i] != '$')
                continue;
            var close = value[i + 1] == '(' ? value.IndexOf(')', i) : -1;
            if (close > 0)
                yield return value[(i + 2)..close];
            i = Math.Max(i + 1, close);
        }
    }
}
