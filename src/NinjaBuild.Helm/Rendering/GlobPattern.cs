namespace NinjaBuild.Helm.Rendering;

/// <summary>Paths by pattern: * and ? within a name, ** across folders, [a-z], {a,b}.</summary>
internal sealed class GlobPattern(string pattern)
{
    public bool Matches(string path) => Matches(pattern, path);

    static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        while (!pattern.IsEmpty)
        {
            switch (pattern[0])
            {
                case '*':
                    return MatchesStar(pattern, path);
                case '{':
                    return MatchesAlternative(pattern, path);
            }

            if (path.IsEmpty || !MatchesOne(ref pattern, path[0]))
                return false;
            path = path[1..];
        }

        return path.IsEmpty;
    }

    static bool MatchesStar(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        var across = pattern.StartsWith("**");
        var rest = pattern[(across ? 2 : 1)..];
        for (var i = 0; ; i++)
        {
            if (Matches(rest, path[i..]))
                return true;
            if (i == path.Length || (path[i] == '/' && !across))
                return false;
        }
    }

    static bool MatchesAlternative(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        var close = pattern.IndexOf('}');
        if (close < 0)
            return false;
        var rest = pattern[(close + 1)..];
        foreach (var range in pattern[1..close].Split(','))
        {
            if (Matches(string.Concat(pattern[1..close][range], rest), path))
                return true;
        }

        return false;
    }

    static bool MatchesOne(ref ReadOnlySpan<char> pattern, char c)
    {
        var wanted = pattern[0];
        var close = wanted == '[' ? pattern.IndexOf(']') : -1;
        if (close > 0)
        {
            var set = pattern[1..close];
            pattern = pattern[(close + 1)..];
            return MatchesSet(set, c);
        }

        if (wanted == '\\' && pattern.Length > 1)
        {
            wanted = pattern[1];
            pattern = pattern[1..];
        }
        else if (wanted == '?')
        {
            pattern = pattern[1..];
            return c != '/';
        }

        pattern = pattern[1..];
        return wanted == c;
    }

    static bool MatchesSet(ReadOnlySpan<char> set, char c)
    {
        var negated = !set.IsEmpty && set[0] is '!' or '^';
        if (negated)
            set = set[1..];
        for (var i = 0; i < set.Length; i++)
        {
            var isRange = i + 2 < set.Length && set[i + 1] == '-';
            if (isRange ? c >= set[i] && c <= set[i + 2] : c == set[i])
                return !negated;
            if (isRange)
                i += 2;
        }

        return negated;
    }
}
