using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace NinjaBuild.Helm.Rendering;

/// <summary>
/// Paths by pattern, as github.com/gobwas/glob with a slash as separator: * and ? within a name, ** across folders, [a-z], [!a-z], {a,b}.
/// What is no pattern matches everything, as in Helm. Matching takes linear time, whatever the pattern.
/// </summary>
sealed class GlobPattern
{
    const int MaxLength = 2000;
    const int MaxKept = 1000;

    static readonly ConcurrentDictionary<string, GlobPattern> Known = new(StringComparer.Ordinal);

    readonly Regex? _regex;

    GlobPattern(string pattern) => _regex = pattern.Length <= MaxLength && new Translation(pattern).Run() is { } expression
        ? new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline)
        : null;

    /// <summary>The pattern of a text.</summary>
    public static GlobPattern Of(string pattern)
    {
        if (Known.Count > MaxKept)
            Known.Clear();
        return Known.GetOrAdd(pattern, static text => new GlobPattern(text));
    }

    public bool Matches(string path) => _regex?.IsMatch(path) ?? true;

    /// <summary>Makes a regular expression of a pattern; null of what is none.</summary>
    sealed class Translation(string pattern)
    {
        readonly StringBuilder _expression = new(@"\A");
        int _position;
        int _braces;

        public string? Run()
        {
            while (_position < pattern.Length)
            {
                if (!Step(pattern[_position++]))
                    return null;
            }

            return _braces == 0 ? _expression.Append(@"\z").ToString() : null;
        }

        bool Step(char c)
        {
            switch (c)
            {
                case '*':
                    var across = Accept('*');
                    _expression.Append(across ? ".*" : "[^/]*");
                    return true;
                case '?':
                    _expression.Append("[^/]");
                    return true;
                case '[':
                    return Set();
                case '{':
                    _braces++;
                    _expression.Append("(?:");
                    return true;
                case '}' when _braces > 0:
                    _braces--;
                    _expression.Append(')');
                    return true;
                case ',' when _braces > 0:
                    _expression.Append('|');
                    return true;
                case '\\' when _position == pattern.Length:
                    return false;
                default:
                    _expression.Append(Regex.Escape((c == '\\' ? pattern[_position++] : c).ToString()));
                    return true;
            }
        }

        bool Set()
        {
            var close = pattern.IndexOf(']', _position);
            if (close <= _position)
                return false;
            var isNegated = Accept('!') || Accept('^');
            var set = pattern[_position..close];
            _position = close + 1;
            if (set.Length == 0 || (set.Length == 3 && set[1] == '-' && set[0] > set[2]))
                return false;
            _expression.Append(isNegated ? "[^" : "[");
            var isRange = set.Length == 3 && set[1] == '-';
            foreach (var c in set)
                _expression.Append(isRange && c == '-' ? "-" : $"\\u{(int)c:x4}");
            _expression.Append(']');
            return true;
        }

        bool Accept(char c)
        {
            if (_position >= pattern.Length || pattern[_position] != c)
                return false;
            _position++;
            return true;
        }
    }
}
