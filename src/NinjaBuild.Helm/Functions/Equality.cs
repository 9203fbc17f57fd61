using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.Helm.Functions;

/// <summary>Go's <c>reflect.DeepEqual</c>: equal types and equal content.</summary>
internal static class Equality
{
    public static bool Deep(object? a, object? b)
    {
        if (a is null || b is null)
            return a is null && b is null;
        if (a is string text)
            return b is string other && text == other;
        if (GoTypes.TypeName(a) != GoTypes.TypeName(b))
            return false;
        return (a, b) switch
        {
            (IReadOnlyDictionary<string, object?> x, IReadOnlyDictionary<string, object?> y) => AreEqual(x, y),
            (IReadOnlyList<object?> x, IReadOnlyList<object?> y) => AreEqual(x, y),
            (double x, double y) => x == y,
            _ => a.Equals(b),
        };
    }

    static bool AreEqual(IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b)
    {
        if (a.Count != b.Count)
            return false;
        foreach (var (key, value) in a)
        {
            if (!b.TryGetValue(key, out var other) || !Deep(value, other))
                return false;
        }

        return true;
    }

    static bool AreEqual(IReadOnlyList<object?> a, IReadOnlyList<object?> b)
    {
        if (a.Count != b.Count)
            return false;
        for (var i = 0; i < a.Count; i++)
        {
            if (!Deep(a[i], b[i]))
                return false;
        }

        return true;
    }
}
