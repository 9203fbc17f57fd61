using System.Collections;
using System.Diagnostics.CodeAnalysis;
using NinjaBuild.GoTemplates;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Helm.Values;

/// <summary>
/// A map under Go's name <c>chartutil.Values</c>, as templates see <c>.Values</c> and the dot of a file. What one of them sets, all see: it
/// is the same map under another name.
/// </summary>
sealed class ChartValues(Map map) : IDictionary<string, object?>, IReadOnlyDictionary<string, object?>, IGoTyped
{
    public string GoType => "chartutil.Values";

    public int Count => map.Count;

    public bool IsReadOnly => false;

    public Map.KeyCollection Keys => map.Keys;

    public Map.ValueCollection Values => map.Values;

    ICollection<string> IDictionary<string, object?>.Keys => map.Keys;

    ICollection<object?> IDictionary<string, object?>.Values => map.Values;

    IEnumerable<string> IReadOnlyDictionary<string, object?>.Keys => map.Keys;

    IEnumerable<object?> IReadOnlyDictionary<string, object?>.Values => map.Values;

    public object? this[string key]
    {
        get => map[key];
        set => map[key] = value;
    }

    public void Add(string key, object? value) => map.Add(key, value);

    public void Add(KeyValuePair<string, object?> item) => map.Add(item.Key, item.Value);

    public void Clear() => map.Clear();

    public bool Contains(KeyValuePair<string, object?> item) => map.Contains(item);

    public bool ContainsKey(string key) => map.ContainsKey(key);

    public void CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) => ((ICollection<KeyValuePair<string, object?>>)map).CopyTo(array, arrayIndex);

    public bool Remove(string key) => map.Remove(key);

    public bool Remove(KeyValuePair<string, object?> item) => ((ICollection<KeyValuePair<string, object?>>)map).Remove(item);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => map.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => map.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => map.GetEnumerator();
}
