namespace NinjaBuild.Yaml.Reading;

/// <summary>The parser's complaints in words that say what to do.</summary>
static class SyntaxMessages
{
    public static string Explain(string message) => $"is no valid YAML: {message}";
}
