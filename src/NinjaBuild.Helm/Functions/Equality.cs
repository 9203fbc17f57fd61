using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.Helm.Functions;

/// <summary>Go's <c>reflect.DeepEqual</c>: equal types and equal content.</summary>
sealed class Equality
{
    readonly ValueWalk _walk;

    Equality(TemplateExecution execution) => _walk = new ValueWalk(execution);

    /// <summary>Whether two values are equal.</summary>
    /// <exception cref="FunctionException">They are too large to compare.</exception>
    public static bool Deep(TemplateExecution execution, object? a, object? b) => new Equality(execution).Deep(a, b, 0);

    bool Deep(object? a, object? b, int depth)
    {
        if (a is null || b is null)
            return a is null && b is null;
        if (a is string text)
            return b is string other && text == other;
        if (GoTypes.TypeName(a) != GoTypes.TypeName(b))
            return false;
        _walk.Enter(depth);
        return (a, b) switch
        {
            (IReadOnlyDictionary<string, object?> x, IReadOnlyDictionary<string, object?> y) => ReferenceEquals(x, y) || AreEqual(x, y, depth + 1),
            (IReadOnlyList<object?> x, IReadOnlyList<object?> y) => ReferenceEquals(x, y) || AreEqual(x, y, depth + 1),
            (double x, double y) => x == y,
            _ => a.Equals(b),
        };
    }

    bool AreEqual(IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b, int depth)
    {
        if (a.Count != b.Count)
            return false;
        foreach (var (key, value) in a)
        {
            if (!b.TryGetValue(key, out var other) || !Deep(value, other, depth))
                return false;
        }

        return true;
    }

    bool AreEqual(IReadOnlyList<object?> a, IReadOnlyList<object?> b, int depth)
    {
        if (a.Count != b.Count)
            return false;
        for (var i = 0; i < a.Count; i++)
        {
            if (!Deep(a[i], b[i], depth))
                return false;
        }

        return true;
    }
}
