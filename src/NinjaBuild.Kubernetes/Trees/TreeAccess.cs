namespace NinjaBuild.Kubernetes.Trees;

/// <summary>Reads fields of objects as plain values, which may hold anything: what is not of the wanted type is as good as absent.</summary>
public static class TreeAccess
{
    /// <summary>The value at a path of fields; null where there is none.</summary>
    public static object? At(this object? tree, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (tree is not IReadOnlyDictionary<string, object?> mapping || !mapping.TryGetValue(name, out tree)) return null;
        }

        return tree;
    }

    /// <summary>The text at a path.</summary>
    public static string? Text(this object? tree, params ReadOnlySpan<string> path) => tree.At(path) as string;

    /// <summary>The whole number at a path.</summary>
    public static long? Number(this object? tree, params ReadOnlySpan<string> path) => tree.At(path) switch
    {
        long number => number,
        int number => number,
        double number when double.IsInteger(number) && Math.Abs(number) < long.MaxValue => (long)number,
        _ => null,
    };

    /// <summary>Whether true stands at a path.</summary>
    public static bool IsTrue(this object? tree, params ReadOnlySpan<string> path) => tree.At(path) is true;

    /// <summary>The items of the list at a path; none where there is no list.</summary>
    public static IReadOnlyList<object?> Items(this object? tree, params ReadOnlySpan<string> path) => tree.At(path) as IReadOnlyList<object?> ?? [];

    /// <summary>The mapping at a path; empty where there is none.</summary>
    public static IReadOnlyDictionary<string, object?> Mapping(this object? tree, params ReadOnlySpan<string> path) =>
        tree.At(path) as IReadOnlyDictionary<string, object?> ?? System.Collections.ObjectModel.ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>A copy that shares nothing that could change.</summary>
    public static object? Copy(object? tree) => tree switch
    {
        IReadOnlyDictionary<string, object?> mapping => CopyMapping(mapping),
        IReadOnlyList<object?> list => CopyList(list),
        _ => tree,
    };

    /// <inheritdoc cref="Copy"/>
    public static Dictionary<string, object?> CopyMapping(IReadOnlyDictionary<string, object?> mapping)
    {
        var result = new Dictionary<string, object?>(mapping.Count, StringComparer.Ordinal);
        foreach (var (name, value) in mapping) result.Add(name, Copy(value));
        return result;
    }

    static List<object?> CopyList(IReadOnlyList<object?> list)
    {
        var result = new List<object?>(list.Count);
        for (int i = 0; i < list.Count; i++) result.Add(Copy(list[i]));
        return result;
    }
}
