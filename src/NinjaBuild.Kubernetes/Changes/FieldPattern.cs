namespace NinjaBuild.Kubernetes.Changes;

/// <summary>Patterns of field paths: names with points between them, <c>*</c> for any one.</summary>
static class FieldPattern
{
    /// <summary>Whether a path is the pattern's field or inside it. An index in the path (<c>[0]</c>, <c>[web]</c>) is a name of its own.</summary>
    public static bool IsPrefix(string pattern, ReadOnlySpan<char> path)
    {
        var rest = path;
        foreach (var range in pattern.AsSpan().Split('.'))
        {
            var wanted = pattern.AsSpan(range);
            if (!Take(ref rest, out var name)) return false;
            if (!wanted.SequenceEqual("*") && !wanted.SequenceEqual(name)) return false;
        }

        return true;
    }

    static bool Take(ref ReadOnlySpan<char> path, out ReadOnlySpan<char> name)
    {
        name = default;
        if (path.StartsWith('.')) path = path[1..];
        if (path.Length == 0) return false;
        if (path[0] == '[')
        {
            int close = path.IndexOf(']');
            if (close < 0) close = path.Length - 1;
            name = path[1..close];
            path = path[(close + 1)..];
            return true;
        }

        int end = path.IndexOfAny('.', '[');
        name = end < 0 ? path : path[..end];
        path = end < 0 ? [] : path[end..];
        return true;
    }
}
