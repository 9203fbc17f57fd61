using NinjaBuild.Compare.Differences;

namespace NinjaBuild.Compare.Severities;

/// <summary>
/// A pattern for paths of fields: <c>spec.template.**</c>, <c>**.containers[*].image</c>. A star stands for one step, two for any number; a
/// pattern also matches everything below what it names.
/// </summary>
sealed class PathPattern
{
    readonly string[] _steps;

    public PathPattern(string pattern)
    {
        Text = pattern;
        _steps = [.. Steps(pattern)];
    }

    public string Text { get; }

    public bool Matches(FieldPath path) => Matches(_steps, path.Steps.AsSpan());

    static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        if (pattern.IsEmpty)
            return true;
        if (pattern[0] == "**")
        {
            for (var skipped = 0; skipped <= path.Length; skipped++)
            {
                if (Matches(pattern[1..], path[skipped..]))
                    return true;
            }

            return false;
        }

        return !path.IsEmpty && MatchesStep(pattern[0], path[0]) && Matches(pattern[1..], path[1..]);
    }

    static bool MatchesStep(string pattern, string step) =>
        pattern == step || (pattern == "*" && !step.StartsWith('[')) || (pattern == "[*]" && step.StartsWith('['));

    /// <summary>"a.b[x=y].c" is a, b, [x=y], c; a quoted name in brackets is a field: ["x/y.z"].</summary>
    static IEnumerable<string> Steps(string pattern)
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
