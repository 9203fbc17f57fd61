namespace NinjaBuild.Yaml.Reading;

/// <summary>Ends the reading of a text that is no YAML or over a limit. Never leaves the reader.</summary>
/// <param name="at">Where the error is, for people.</param>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="go">What go-yaml says.</param>
/// <param name="goAt">Where go-yaml sees the problem; <paramref name="at"/> where that is the same.</param>
sealed class YamlSyntaxException(Position at, string message, GoWords? go = null, Position? goAt = null) : Exception(message)
{
    public Position At { get; } = at;

    public string? GoMessage { get; } = go?.At(goAt ?? at);
}
