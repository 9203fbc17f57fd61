using NinjaBuild.GoTemplates;
using NinjaBuild.GoTemplates.Values;
using static NinjaBuild.GoTemplates.ParameterType;

namespace NinjaBuild.Helm.Functions;

/// <summary>Parts of lists: first, last, slices, chunks.</summary>
internal static class ListParts
{
    public static void AddTo(FunctionRegistry r)
    {
        r.Add(["first", "mustFirst"], [Any], (_, a) => Lists.Require(a[0], "find first") is { Count: > 0 } list ? list[0] : null);
        r.Add(["last", "mustLast"], [Any], (_, a) => Lists.Require(a[0], "find last") is { Count: > 0 } list ? list[^1] : null);
        r.Add(["rest", "mustRest"], [Any], (_, a) => Part(Lists.Require(a[0], "find rest"), 1, 0));
        r.Add(["initial", "mustInitial"], [Any], (_, a) => Part(Lists.Require(a[0], "find initial"), 0, 1));
        r.AddVariadic("slice", [Any], Any, (_, a) => Slice(a[0], a[1..]));
        r.AddVariadic("mustSlice", [Any], Any, (_, a) => Slice(a[0], a[1..]));
        r.Add(["chunk", "mustChunk"], [Int, Any], (_, a) => Chunk(Cast.Int(a[0]), Lists.Require(a[1], "chunk")));
    }

    /// <summary>All but some at the start and the end; nothing of nothing is nil, which prints as [].</summary>
    static List<object?> Part(IReadOnlyList<object?> list, int fromStart, int fromEnd)
    {
        var part = new List<object?>();
        for (var i = fromStart; i < list.Count - fromEnd; i++)
            part.Add(list[i]);
        return part;
    }

    static object? Slice(object? value, ReadOnlySpan<object?> indexes)
    {
        if (value is not (null or IReadOnlyList<object?>))
            throw new FunctionException($"list should be type of slice or array but {GoTypes.KindName(value)}");
        var list = Lists.Require(value, "find slice");
        if (list.Count == 0)
            return null;
        var start = indexes.Length > 0 ? Cast.ToInt64(indexes[0]) : 0;
        var end = indexes.Length > 1 ? Cast.ToInt64(indexes[1]) : list.Count;
        if (start < 0 || end > list.Count || start > end)
            throw new FunctionException("reflect.Value.Slice: slice index out of bounds");
        var part = new List<object?>();
        for (var i = (int)start; i < end; i++)
            part.Add(list[i]);
        return list is GoList typed ? new GoList(typed.ElementType, part) : part;
    }

    static GoList Chunk(long size, IReadOnlyList<object?> list)
    {
        if (size <= 0)
            throw new FunctionException("runtime error: makeslice: len out of range");
        var chunks = new List<object?>();
        for (var i = 0; i < list.Count; i += (int)Math.Min(size, list.Count))
        {
            var chunk = new List<object?>();
            for (var j = i; j < list.Count && j - i < size; j++)
                chunk.Add(list[j]);
            chunks.Add(chunk);
        }

        return new GoList("[]interface {}", chunks);
    }
}
