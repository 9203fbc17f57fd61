using System.Text;
using System.Text.RegularExpressions;

namespace NinjaBuild.Compare.Import.Secrets;

/// <summary>Takes secrets out of texts that hold other things too: configuration files, scripts, annotations.</summary>
static partial class SecretText
{
    /// <summary>What stands where a secret was.</summary>
    public const string Placeholder = "REMOVED-SECRET";

    /// <summary>The text without its secrets, and the lines (counted from 1) that had one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="known">Values that are secret because they are so elsewhere.</param>
    public static (string Text, IReadOnlyList<int> Lines) Clean(string text, IReadOnlyCollection<string> known)
    {
        var lines = text.Split('\n');
        var changed = new List<int>();
        var inKey = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var clean = inKey ? Key(lines[i], ref inKey) : Line(lines[i], known, ref inKey);
            if (clean == lines[i])
                continue;
            lines[i] = clean;
            changed.Add(i + 1);
        }

        return (changed.Count == 0 ? text : string.Join('\n', lines), changed);
    }

    static string Line(string line, IReadOnlyCollection<string> known, ref bool inKey)
    {
        foreach (var value in known)
            line = line.Replace(value, Placeholder, StringComparison.Ordinal);
        if (line.Contains("-----BEGIN", StringComparison.Ordinal) && SecretValues.AreSecret(line))
        {
            inKey = !line.Contains("-----END", StringComparison.Ordinal);
            return line[..line.IndexOf("-----BEGIN", StringComparison.Ordinal)] + Placeholder;
        }

        var clean = Assignment().Replace(line, match =>
            SecretNames.AreSecret(match.Groups["name"].Value) && IsLiteral(match.Groups["value"].Value)
                ? $"{match.Groups["before"].Value}{Placeholder}"
                : match.Value);
        clean = Url().Replace(clean, $"${{before}}{Placeholder}@");
        return SecretValues.AreSecret(clean) ? Words(clean) : clean;
    }

    static string Key(string line, ref bool inKey)
    {
        inKey = !line.Contains("-----END", StringComparison.Ordinal);
        return line.Trim().Length == 0 ? line : string.Concat(line.TakeWhile(char.IsWhiteSpace)) + Placeholder;
    }

    // What is left is a token among other words.
    static string Words(string line)
    {
        var clean = new StringBuilder();
        foreach (var part in Parts().Split(line))
            clean.Append(SecretValues.AreSecret(part) ? Placeholder : part);
        var text = clean.ToString();
        return SecretValues.AreSecret(text) ? Placeholder : text;
    }

    // In a text about other things, an unquoted word is as often a variable or a kind as a secret: it must look like more than a name.
    static bool IsLiteral(string value)
    {
        var text = value.Trim('"', '\'', ' ');
        return text != Placeholder && SecretValues.CanBeSecret(text) && text.IndexOfAny(['(', '{', '$', '`']) < 0
            && (value[0] is '"' or '\'' || text.Any(char.IsAsciiDigit) || text.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-')));
    }

    [GeneratedRegex("""(?<before>(?<![\w./@${-])(?<name>[\w.-]{3,60})["']?\s*[:=]\s*)(?<value>"[^"\n]+"|'[^'\n]+'|[^\s"',;#}\])]+)""", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Assignment();

    [GeneratedRegex("""(?<before>[a-z][a-z0-9+.-]*://[^/\s:@'"<>]*:)(?![$<{*])[^/\s@'"]+@""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Url();

    [GeneratedRegex("""(?<gap>[\s"',;]+)""", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Parts();
}
