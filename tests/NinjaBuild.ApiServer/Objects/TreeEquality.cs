namespace NinjaBuild.ApiServer.Objects;

/// <summary>Whether plain values are equal; the order of a mapping's fields means nothing.</summary>
static class TreeEquality
{
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b) => AreEqualMappings(a, b),
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => AreEqualLists(a, b),
        (long a, double b) => a == b,
        (double a, long b) => a == b,
        (int a, long b) => a == b,
        (long a, int b) => a == b,
        _ => Equals(left, right),
    };

    static bool AreEqualMappings(IReadOnlyDictionary<string, object?> left, IReadOnlyDictionary<string, object?> right)
    {
        if (left.Count != right.Count) return false;
        foreach (var (name, value) in left)
        {
            if (!right.TryGetValue(name, out var other) || !AreEqual(value, other)) return false;
        }

        return true;
    }

    static bool AreEqualLists(IReadOnlyList<object?> left, IReadOnlyList<object?> right)
    {
        if (left.Count != right.Count) return false;
        for (int i = 0; i < left.Count; i++)
        {
            if (!AreEqual(left[i], right[i])) return false;
        }

        return true;
    }
}
