using NinjaBuild.GoTemplates.Values;

namespace NinjaBuild.GoTemplates.Functions;

/// <summary><c>index</c>, <c>slice</c> and <c>len</c>; strings are bytes here.</summary>
internal static class Indexing
{
    public static object? Index(object? item, ReadOnlySpan<object?> indexes)
    {
        if (item is null)
            throw new FunctionException("index of untyped nil");
        foreach (var index in indexes)
        {
            item = item switch
            {
                null => throw new FunctionException("index of nil pointer"),
                IReadOnlyDictionary<string, object?> map => map.TryGetValue(Key(index), out var value) ? value : GoTypes.ZeroElement(map),
                IReadOnlyList<object?> list => list[Position(index, list.Count, inclusive: false)],
                string text => IndexString(text, index),
                _ => throw new FunctionException($"can't index item of type {GoTypes.TypeName(item)}"),
            };
        }

        return item;
    }

    public static object Slice(object? item, ReadOnlySpan<object?> indexes)
    {
        if (item is null)
            throw new FunctionException("slice of untyped nil");
        if (indexes.Length > 3)
            throw new FunctionException($"too many slice indexes: {indexes.Length}");
        if (item is string && indexes.Length == 3)
            throw new FunctionException("cannot 3-index slice a string");
        if (item is not string and not IReadOnlyList<object?>)
            throw new FunctionException($"can't slice item of type {GoTypes.TypeName(item)}");

        var length = Length(item);
        Span<int> at = [0, length, length];
        for (var i = 0; i < indexes.Length; i++)
            at[i] = SlicePosition(indexes[i], length);
        if (at[0] > at[1])
            throw new FunctionException($"invalid slice index: {at[0]} > {at[1]}");
        if (at[1] > at[2])
            throw new FunctionException($"invalid slice index: {at[1]} > {at[2]}");
        if (item is string text)
            return GoString.Slice(text, at[0], at[1]);
        var list = (IReadOnlyList<object?>)item;
        var part = new List<object?>(at[1] - at[0]);
        for (var i = at[0]; i < at[1]; i++)
            part.Add(list[i]);
        return list is GoList typed ? new GoList(typed.ElementType, part) : part;
    }

    public static int Length(object? item) => item switch
    {
        null => throw new FunctionException("len of nil pointer"),
        string text => GoString.ByteLength(text),
        IReadOnlyDictionary<string, object?> map => map.Count,
        IReadOnlyCollection<object?> list => list.Count,
        _ => throw new FunctionException($"len of type {GoTypes.TypeName(item)}"),
    };

    static byte IndexString(string text, object? index)
    {
        var bytes = GoString.ToBytes(text);
        return bytes[Position(index, bytes.Length, inclusive: false)];
    }

    static string Key(object? index) => index switch
    {
        string key => key,
        null => throw new FunctionException("value is nil; should be of type string"),
        _ => throw new FunctionException($"value has type {GoTypes.TypeName(index)}; should be string"),
    };

    static int SlicePosition(object? index, int length)
    {
        // A slice's capacity is not known here; Go's own complaint for what lies between length and capacity differs.
        var position = Position(index, int.MaxValue, inclusive: true);
        return position <= length ? position : throw new FunctionException("reflect.Value.Slice: slice index out of bounds");
    }

    static int Position(object? index, int length, bool inclusive)
    {
        if (index is null)
            throw new FunctionException("cannot index slice/array with nil");
        if (!GoTypes.TryInteger(index, out var position))
            throw new FunctionException($"cannot index slice/array with type {GoTypes.TypeName(index)}");
        if (position < 0 || position > length || (!inclusive && position == length))
            throw new FunctionException($"index out of range: {position}");
        return (int)position;
    }
}
