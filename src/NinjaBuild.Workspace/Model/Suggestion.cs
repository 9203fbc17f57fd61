namespace NinjaBuild.Workspace.Model;

/// <summary>Finds the name that a misspelt one was meant to be.</summary>
public static class Suggestion
{
    const int LongestName = 100;

    /// <summary>"; did you mean 'x'?", or nothing where no known name is near.</summary>
    public static string For(string name, IEnumerable<string> known) =>
        Nearest(name, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    /// <summary>The nearest known name, at most a third of its letters away, whatever their case; null where there is none.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        if (name.Length > LongestName)
            return null;
        var (nearest, least) = ((string?)null, int.MaxValue);
        foreach (var candidate in known)
        {
            var shorter = Math.Min(name.Length, candidate.Length);
            var limit = Math.Min(Math.Min(Math.Max(1, shorter / 3), shorter - 1), least);
            if (Math.Abs(name.Length - candidate.Length) > limit)
                continue;
            var distance = Distance(name, candidate, limit);
            if (distance < least || (distance == least && string.CompareOrdinal(candidate, nearest) < 0))
                (nearest, least) = (candidate, distance);
        }

        return nearest;
    }

    // Damerau-Levenshtein, neighbours swapped counting as one, three rows at a time; int.MaxValue once it is beyond the limit.
    static int Distance(string a, string b, int limit)
    {
        var width = b.Length + 1;
        Span<int> rows = stackalloc int[3 * (LongestName + LongestName / 2)];
        var before = rows[..width];
        var previous = rows.Slice(width, width);
        var current = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
            current[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var oldest = before;
            before = previous;
            previous = current;
            current = oldest;
            current[0] = i;
            var least = i;
            for (var j = 1; j < width; j++)
            {
                var distance = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    distance = Math.Min(distance, before[j - 2] + 1);
                current[j] = distance;
                least = Math.Min(least, distance);
            }

            // A swap looks back two rows, and costs one: what is two beyond the limit here stays beyond it.
            if (least > limit + 1)
                return int.MaxValue;
        }

        return current[b.Length] <= limit ? current[b.Length] : int.MaxValue;
    }

    static bool Same(char a, char b) => a == b || char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
