using System.Collections;
using System.Globalization;

namespace NinjaBuild.Yaml.Writing;

/// <summary>The contents of the kinds of collections that can be written.</summary>
static class Entries
{
    /// <summary>The entries of a map with their keys as they come out of JSON; null for what is no map.</summary>
    public static KeyValuePair<string, object?>[]? Of(object value)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> map:
                var entries = new KeyValuePair<string, object?>[map.Count];
                bool changed = false;
                int i = 0;
                foreach (var (key, item) in map)
                {
                    entries[i] = new(JsonString.KeyThroughJson(key), item);
                    changed |= !ReferenceEquals(entries[i++].Key, key);
                }

                return changed ? KeyCollisions.Resolve(entries, [.. map.Keys]) : entries;
            case IDictionary map:
                var typed = new List<KeyValuePair<string, object?>>(map.Count);
                foreach (DictionaryEntry entry in map) typed.Add(new(JsonString.KeyThroughJson(KeyOf(entry.Key)), entry.Value));
                return [.. typed];
            default:
                return null;
        }
    }

    /// <summary>The items of a list; null for what is no list.</summary>
    public static IReadOnlyList<object?>? ItemsOf(object value) => value switch
    {
        IReadOnlyList<object?> list => list,
        IEnumerable items => [.. items.Cast<object?>()],
        _ => null,
    };

    static string KeyOf(object key) => key switch
    {
        string text => text,
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => throw new YamlWriteException($"{key.GetType()} is no key"),
    };
}
