namespace NinjaBuild.Compare.Severities;

/// <summary>
/// A pattern for paths of fields: <c>spec.template.**</c>, <c>**.containers[*].image</c>, <c>metadata.annotations["prometheus.io/*"]</c>. A star
/// stands for any text within a step, two for any number of steps; a pattern also matches everything below what it names.
/// </summary>
public sealed class PathPattern
{
    readonly string[] _steps;

    /// <summary>Reads a pattern; every text is one.</summary>
    public PathPattern(string pattern)
    {
        Text = pattern;
        _steps = [.. Steps(pattern)];
    }

    /// <summary>The pattern as it is written.</summary>
    public string Text { get; }

    /// <summary>Whether a path, or something above it, is what the pattern names.</summary>
    public bool Matches(string path) => Matches([.. Steps(path)]);

    internal bool Matches(ReadOnlySpan<string> path) => Matches(_steps, path);

    /// <summary>Whether a text is what a pattern with stars stands for.</summary>
    public static bool IsLike(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        // The last star is tried at every place; with those before it done, no other way is left.
        var (at, star, resume) = (0, -1, 0);
        var i = 0;
        while (i < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
                (star, resume) = (at++, i);
            else if (at < pattern.Length && pattern[at] == text[i])
                (at, i) = (at + 1, i + 1);
            else if (star >= 0)
                (at, i) = (star + 1, ++resume);
            else
                return false;
        }

        return pattern[at..].Trim('*').IsEmpty;
    }

    static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        if (pattern.IsEmpty)
            return true;
        if (pattern[0] != "**")
            return !path.IsEmpty && MatchesStep(pattern[0], path[0]) && Matches(pattern[1..], path[1..]);
        for (var skipped = 0; skipped <= path.Length; skipped++)
        {
            if (Matches(pattern[1..], path[skipped..]))
                return true;
        }

        return false;
    }

    static bool MatchesStep(string pattern, string step) => pattern.StartsWith('[') == step.StartsWith('[') && IsLike(pattern, step);

    /// <summary>"a.b[x=y].c" is a, b, [x=y], c; a quoted name in brackets is a field: ["x/y.z"].</summary>
    internal static IEnumerable<string> Steps(string pattern)
    {
        var start = 0;
        for (var i = 0; i <= pattern.Length; i++)
        {
            if (i < pattern.Length && pattern[i] == '[')
            {
                if (i > start)
                    yield return pattern[start..i];
                var close = pattern.IndexOf(']', i);
                close = close < 0 ? pattern.Length - 1 : close;
                var item = pattern[i..(close + 1)];
                yield return item is ['[', '"', .. var name, '"', ']'] ? name : item;
                i = close;
                start = close + 1;
            }
            else if (i == pattern.Length || pattern[i] == '.')
            {
                if (i > start)
                    yield return pattern[start..i];
                start = i + 1;
            }
        }
    }
}
