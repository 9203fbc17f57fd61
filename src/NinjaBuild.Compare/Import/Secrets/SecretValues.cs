using System.Text.RegularExpressions;

namespace NinjaBuild.Compare.Import.Secrets;

/// <summary>Which texts are secret by what they look like, whatever they are called.</summary>
static partial class SecretValues
{
    // From here on a text of letters and digits without order is more likely a key than a word (bits for each character).
    const double MostOrder = 3.6;
    const int ShortestKey = 20;

    /// <summary>Whether a value is, or contains, something that is secret in itself: a private key, a token of a known form, a URL with a password.</summary>
    public static bool AreSecret(string value) => PrivateKey().IsMatch(value) || KnownToken().IsMatch(value) || UrlPassword().IsMatch(value) || ConnectionPassword().IsMatch(value);

    /// <summary>Whether a value as a whole looks like a key that was made by a machine.</summary>
    public static bool AreRandom(string value)
    {
        if (value.Length < ShortestKey || !KeyCharacters().IsMatch(value) || Uuid().IsMatch(value))
            return false;
        var digits = value.Count(char.IsAsciiDigit);
        var isHex = value.All(char.IsAsciiHexDigit);
        // Words joined by hyphens and paths are text; a key mixes digits with letters all over.
        return digits >= value.Length / 12 && digits < value.Length && (isHex ? value.Length >= 32 : Words(value) < 3) && Entropy(value) >= (isHex ? 3.0 : MostOrder);
    }

    /// <summary>Whether a value that has the name of a secret can be one: not a reference to it, a switch, or nothing.</summary>
    public static bool CanBeSecret(string value)
    {
        var text = value.Trim();
        return text.Length > 0 && text[0] != '`' && !text.Contains("placeholder", StringComparison.OrdinalIgnoreCase) && text is not ("true" or "false" or "null" or "none" or "yes" or "no" or "on" or "off") && !Reference().IsMatch(text) && !Location().IsMatch(text);
    }

    /// <summary>Whether a value is so unlike a word or a name that where it stands elsewhere it is the same secret.</summary>
    public static bool AreUnusual(string value) => value.Length >= 8 && value.Any(char.IsAsciiLetter)
        && (value.Any(char.IsAsciiDigit) || value.Any(char.IsAsciiLetterUpper) || value.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or '/' or ':' or ' ')));

    static int Words(string value) => value.Split('-', '_', '/', '.').Count(part => part.Length > 2 && part.All(char.IsAsciiLetter));

    static double Entropy(string text) =>
        -text.GroupBy(c => c).Select(group => group.Count() / (double)text.Length).Sum(share => share * Math.Log2(share));

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PrivateKey();

    // Forms that their issuers publish so that they can be found: GitHub, GitLab, Slack, AWS, Stripe, Google, SendGrid, npm, Vault, JWT.
    [GeneratedRegex(
        """\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|xox[abeprs]-[A-Za-z0-9-]{10,}|(AKIA|ASIA)[A-Z0-9]{16}|[sr]k_(live|test)_[A-Za-z0-9]{10,}|AIza[A-Za-z0-9_-]{30,}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|npm_[A-Za-z0-9]{30,}|hv[sb]\.[A-Za-z0-9_-]{20,}|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*|(Bearer|Basic) [A-Za-z0-9+/=._-]{16,})|https://hooks\.slack\.com/services/[A-Za-z0-9/]+""",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KnownToken();

    // user:password@host, where the password is no reference.
    [GeneratedRegex("""[a-z][a-z0-9+.-]*://[^/\s:@'"<>]*:(?![$<{*])[^/\s@'"]+@""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UrlPassword();

    [GeneratedRegex("""(^|[;&?\s])(password|pwd|accountkey|sharedaccesskey|secret)\s*=\s*["']?(?![$<{*\s;"'`])[^;&\s]{3,}""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ConnectionPassword();

    [GeneratedRegex("^[A-Za-z0-9+/=_-]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyCharacters();

    [GeneratedRegex("^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uuid();

    [GeneratedRegex("""^(\$\([A-Za-z0-9_.-]+\)|\$\{[^}]*\}|\$[A-Za-z_][A-Za-z0-9_]*|\{\{.*\}\}|<[^>]*>|\*+)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    // A folder or an address without a password says where a secret is.
    [GeneratedRegex("""^(/[\w./@-]*|[a-z][a-z0-9+.-]*://[^\s:@]*(:\d+)?(/\S*)?)$""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Location();
}
