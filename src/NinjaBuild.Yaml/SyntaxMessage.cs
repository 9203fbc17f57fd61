namespace NinjaBuild.Yaml;

/// <summary>The scanner's complaints in words that say what to do.</summary>
static class SyntaxMessage
{
    public static string Of(string message) => message switch
    {
        _ when message.Contains("cannot start any token", StringComparison.Ordinal) => "is no YAML here: a tab, or a character that needs quotes",
        _ when message.Contains("mapping values are not allowed", StringComparison.OrdinalIgnoreCase) => "a second ':' on this line: put the value in quotes",
        _ => "is no valid YAML: " + message,
    };
}
