namespace NinjaBuild.Helm.Loading;

/// <summary>Go's <c>filepath.Match</c>: <c>*</c> and <c>?</c> stop at a slash, <c>[a-z]</c>, <c>[^a-z]</c>, and a backslash quotes.</summary>
static class FilePattern
{
    /// <summary>Whether the whole path matches; false where the pattern is none.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        // The last star is the only one that ever needs another try: linear in pattern times path.
        var (starPattern, starPath) = (-1, 0);
        int p = 0, i = 0;
        while (i < path.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (starPattern, starPath) = (++p, i);
                continue;
            }

            var next = p;
            if (p < pattern.Length && MatchesOne(pattern, ref next, path[i]))
            {
                (p, i) = (next, i + 1);
                continue;
            }

            if (starPattern < 0 || path[starPath] == '/')
                return false;
            (p, i) = (starPattern, ++starPath);
        }

        return pattern[p..].Trim('*').IsEmpty;
    }

    /// <summary>Whether Go would take the pattern.</summary>
    public static bool IsValid(ReadOnlySpan<char> pattern)
    {
        for (var p = 0; p < pattern.Length;)
        {
            var next = p;
            if (pattern[p] != '*' && !TryStep(pattern, ref next, '\0', out _))
                return false;
            p = Math.Max(next, p + 1);
        }

        return true;
    }

    static bool MatchesOne(ReadOnlySpan<char> pattern, ref int p, char c) => TryStep(pattern, ref p, c, out var matches) && matches;

    /// <summary>Goes over one element of the pattern; false where it is malformed.</summary>
    static bool TryStep(ReadOnlySpan<char> pattern, ref int p, char c, out bool matches)
    {
        matches = false;
        switch (pattern[p])
        {
            case '?':
                p++;
                matches = c != '/';
                return true;
            case '[':
                p++;
                return TryStepSet(pattern, ref p, c, out matches);
            case '\\' when ++p == pattern.Length:
                return false;
            default:
                matches = pattern[p++] == c;
                return true;
        }
    }

    static bool TryStepSet(ReadOnlySpan<char> pattern, ref int p, char c, out bool matches)
    {
        matches = false;
        var negated = p < pattern.Length && pattern[p] == '^';
        if (negated)
            p++;
        for (var count = 0; ; count++)
        {
            if (p < pattern.Length && pattern[p] == ']' && count > 0)
                break;
            if (!TryReadSetChar(pattern, ref p, out var low))
                return false;
            var high = low;
            if (p < pattern.Length && pattern[p] == '-')
            {
                p++;
                if (!TryReadSetChar(pattern, ref p, out high))
                    return false;
            }

            matches |= c >= low && c <= high;
        }

        p++;
        matches ^= negated;
        return true;
    }

    static bool TryReadSetChar(ReadOnlySpan<char> pattern, ref int p, out char c)
    {
        c = '\0';
        if (p >= pattern.Length || pattern[p] is '-' or ']' || (pattern[p] == '\\' && ++p >= pattern.Length))
            return false;
        c = pattern[p++];
        return p < pattern.Length;
    }
}
