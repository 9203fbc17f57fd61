using NinjaBuild.Helm.Functions;
using List = System.Collections.Generic.IReadOnlyList<object?>;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Helm.Schemas;

/// <summary>JSON's equality: numbers by value, objects by their entries.</summary>
static class SameValue
{
    public static bool Are(object? a, object? b)
    {
        var type = SchemaText.TypeOf(a);
        if (type != SchemaText.TypeOf(b))
            return false;
        return (a, b) switch
        {
            (Map x, Map y) => x.Count == y.Count && x.All(entry => y.TryGetValue(entry.Key, out var other) && Are(entry.Value, other)),
            (List x, List y) => x.Count == y.Count && x.Zip(y).All(pair => Are(pair.First, pair.Second)),
            _ => type == "number" ? Cast.ToDouble(a) == Cast.ToDouble(b) : Equals(a, b),
        };
    }
}
