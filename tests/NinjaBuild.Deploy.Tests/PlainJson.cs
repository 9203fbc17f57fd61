using System.Text.Json;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests;

/// <summary>Objects as text, to be compared: the order of a mapping's keys means nothing.</summary>
static class PlainJson
{
    public static string Of(object? value) => JsonSerializer.Serialize(Ordered(value));

    /// <summary>Who owns which fields of an object, whenever they got them.</summary>
    public static string OfOwners(object? item) =>
        Of(item.Items("metadata", "managedFields").OfType<IReadOnlyDictionary<string, object?>>().Select(entry => (object?)entry.Where(field => field.Key != "time").ToDictionary(StringComparer.Ordinal)).ToList());

    static object? Ordered(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> mapping => new SortedDictionary<string, object?>(mapping.ToDictionary(entry => entry.Key, entry => Ordered(entry.Value)), StringComparer.Ordinal),
        IReadOnlyList<object?> list => list.Select(Ordered).ToList(),
        _ => value,
    };
}
