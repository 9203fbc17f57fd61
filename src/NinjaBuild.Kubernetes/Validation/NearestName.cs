namespace NinjaBuild.Kubernetes.Validation;

/// <summary>Finds the name that a misspelt one was meant to be.</summary>
static class NearestName
{
    const int LongestName = 64;

    /// <summary>"; did you mean 'x'?", or nothing where no known name is near.</summary>
    public static string Suggestion(string name, IEnumerable<string> known) => Of(name, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    /// <summary>The known name that is at most a third of its letters away; the first of several, null where there is none.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        if (name.Length > LongestName) return null;
        string? nearest = null;
        int least = int.MaxValue;
        foreach (var candidate in known)
        {
            if (candidate.Length > LongestName) continue;
            int limit = Math.Max(1, Math.Min(name.Length, candidate.Length) / 3);
            int distance = Distance(name, candidate);
            if (distance > limit || distance >= Math.Min(name.Length, candidate.Length)) continue;
            if (distance < least || (distance == least && string.CompareOrdinal(candidate, nearest) < 0)) (nearest, least) = (candidate, distance);
        }

        return nearest;
    }

    // Levenshtein's distance with one row; upper and lower case are one.
    static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[LongestName + 1];
        for (int j = 0; j <= b.Length; j++) row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                int replaced = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
