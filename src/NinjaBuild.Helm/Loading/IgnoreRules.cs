using NinjaBuild.GoTemplates.Values;
using NinjaBuild.Helm.Charts;
using NinjaBuild.Helm.Functions;

namespace NinjaBuild.Helm.Loading;

/// <summary>The patterns of <c>.helmignore</c> (helm.sh/helm/v3/pkg/ignore): unlike git's, the first that matches decides.</summary>
sealed class IgnoreRules
{
    // Helm's own rule: dotfiles among the templates.
    const string Default = "templates/.?*";

    readonly List<Rule> _rules;

    IgnoreRules(List<Rule> rules) => _rules = rules;

    /// <summary>Reads the file's text.</summary>
    /// <exception cref="ChartException">A pattern that Helm refuses; all of them.</exception>
    public static IgnoreRules Parse(ReadOnlyMemory<byte> text, string path)
    {
        var rules = new List<Rule>();
        var problems = new List<ChartProblem>();
        var lines = GoString.FromBytes(ByteOrderMark.Skip(text).Span).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line.Contains("**", StringComparison.Ordinal))
                problems.Add(new ChartProblem(path, i + 1, 1, "double-star (**) syntax is not supported"));
            else if (!FilePattern.IsValid(line))
                problems.Add(new ChartProblem(path, i + 1, 1, "syntax error in pattern"));
            else
                rules.Add(Rule.Parse(line));
        }

        rules.Add(Rule.Parse(Default));
        return problems.Count == 0 ? new IgnoreRules(rules) : throw new ChartException(problems);
    }

    /// <summary>Whether a path is left out.</summary>
    public bool Leaves(string path, bool isFolder)
    {
        foreach (var rule in _rules)
        {
            // A negated rule leaves out all that it does not match.
            if (rule.IsNegated)
            {
                if ((rule.OnlyFolders && !isFolder) || !rule.Matches(path))
                    return true;
            }
            else if ((!rule.OnlyFolders || isFolder) && rule.Matches(path))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a file is left out, by itself or with a folder that it lies in.</summary>
    public bool LeavesWithin(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (Leaves(path[..slash], isFolder: true))
                return true;
        }

        return Leaves(path, isFolder: false);
    }

    readonly record struct Rule(string Pattern, bool IsNegated, bool OnlyFolders, bool ByName)
    {
        public static Rule Parse(string text)
        {
            var negated = text.StartsWith('!');
            if (negated)
                text = text[1..];
            var folders = text.EndsWith('/');
            if (folders)
                text = text[..^1];
            return new Rule(text.StartsWith('/') ? text[1..] : text, negated, folders, !text.Contains('/', StringComparison.Ordinal));
        }

        public bool Matches(string path) => FilePattern.Matches(Pattern, ByName ? Paths.Base(path) : path);
    }
}
