namespace NinjaBuild.BuildHost.Parameters;

/// <summary>Finds the name that a mistyped one was probably meant to be.</summary>
internal static class Spelling
{
    /// <summary>The nearest of <paramref name="known"/>, or null where none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        var limit = Math.Max(1, name.Length / 3);
        string? nearest = null;
        foreach (var candidate in known)
        {
            var distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance > limit)
                continue;
            limit = distance - 1;
            nearest = candidate;
        }

        return nearest;
    }

    // Optimal string alignment: a swap of neighbours is one mistake.
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1][];
        for (var i = 0; i <= left.Length; i++)
        {
            rows[i] = new int[right.Length + 1];
            rows[i][0] = i;
        }

        for (var j = 0; j <= right.Length; j++)
            rows[0][j] = j;

        for (var i = 1; i <= left.Length; i++)
            for (var j = 1; j <= right.Length; j++)
            {
                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(rows[i - 1][j] + 1, rows[i][j - 1] + 1), rows[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    best = Math.Min(best, rows[i - 2][j - 2] + 1);
                rows[i][j] = best;
            }

        return rows[left.Length][right.Length];
    }
}
