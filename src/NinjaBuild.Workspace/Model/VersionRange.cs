namespace NinjaBuild.Workspace.Model;

/// <summary>Ranges of versions as Helm's <c>kubeVersion</c> takes them (github.com/Masterminds/semver, "Checking Version Constraints").</summary>
static class VersionRange
{
    static readonly string[] Operators = ["=>", "=<", ">=", "<=", "!=", "~>", "=", ">", "<", "~", "^"];

    public static bool IsValid(string text)
    {
        foreach (var alternative in text.Split("||"))
        {
            if (!IsConjunction(alternative))
                return false;
        }

        return true;
    }

    // Parts are joined by commas or spaces; an operator may stand apart from its version, and ` - ` makes a range of two versions.
    static bool IsConjunction(string text)
    {
        var words = text.Replace(',', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var wantsVersion = true;
        foreach (var word in words)
        {
            if (word == "-" && !wantsVersion)
            {
                wantsVersion = true;
                continue;
            }

            var version = WithoutOperator(word);
            if (version.Length > 0 && !IsVersion(version))
                return false;
            wantsVersion = version.Length == 0;
        }

        return words.Length > 0 && !wantsVersion;
    }

    static string WithoutOperator(string word)
    {
        foreach (var known in Operators)
        {
            if (word.StartsWith(known, StringComparison.Ordinal))
                return word[known.Length..];
        }

        return word;
    }

    // Versions may be cut short, and have x or * for a part.
    static bool IsVersion(string text)
    {
        if (text.StartsWith('v'))
            text = text[1..];
        var end = text.AsSpan().IndexOfAny('-', '+');
        var parts = (end < 0 ? text : text[..end]).Split('.');
        if (parts.Length > 3 || !parts.All(part => part is "x" or "X" or "*" || (part.Length is > 0 and < 18 && part.All(char.IsAsciiDigit))))
            return false;
        return end < 0 || (parts.Length == 3 && SemanticVersion.IsValid("0.0.0" + text[end..]));
    }
}
