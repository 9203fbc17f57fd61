namespace NinjaBuild.Workspace.Model;

/// <summary>Semantic versions 2.0.0 (https://semver.org), which Helm demands of charts.</summary>
static class SemanticVersion
{
    public static bool IsValid(string text)
    {
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        if (plus >= 0 && !Identifiers(text[(plus + 1)..], leadingZeros: true))
            return false;
        var rest = plus >= 0 ? text[..plus] : text;
        var hyphen = rest.IndexOf('-', StringComparison.Ordinal);
        if (hyphen >= 0 && !Identifiers(rest[(hyphen + 1)..], leadingZeros: false))
            return false;
        var core = (hyphen >= 0 ? rest[..hyphen] : rest).Split('.');
        return core.Length == 3 && core.All(number => number.Length is > 0 and < 18 && number.All(char.IsAsciiDigit) && (number.Length == 1 || number[0] != '0'));
    }

    static bool Identifiers(string text, bool leadingZeros) => text.Split('.').All(identifier =>
        identifier.Length > 0
        && identifier.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && (leadingZeros || identifier.Length == 1 || identifier[0] != '0' || !identifier.All(char.IsAsciiDigit)));
}
