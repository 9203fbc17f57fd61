namespace NinjaBuild.Workspace.Model;

/// <summary>Finds the name that a misspelt one was meant to be.</summary>
public static class Suggestion
{
    /// <summary>"; did you mean 'x'?", or nothing where no known name is near.</summary>
    public static string For(string name, IEnumerable<string> known) =>
        Nearest(name, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    /// <summary>The nearest known name, at most a third of its letters away; null where there is none.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        if (name.Length > 100)
            return null;
        var best = known.Select(candidate => (Candidate: candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.Distance <= Math.Max(1, Math.Min(name.Length, pair.Candidate.Length) / 3))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Candidate;
    }

    // Damerau-Levenshtein, neighbours swapped counting as one; three rows at a time.
    static int Distance(string a, string b)
    {
        var (before, previous, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            current[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            (before, previous, current) = (previous, current, before);
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }
        }

        return current[b.Length];
    }
}
