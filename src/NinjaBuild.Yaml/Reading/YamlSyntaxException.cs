namespace NinjaBuild.Yaml.Reading;

/// <summary>Ends the reading of a text that is no YAML or over a limit. Never leaves the reader.</summary>
sealed class YamlSyntaxException(Position at, string message) : Exception(message)
{
    public Position At { get; } = at;
}
