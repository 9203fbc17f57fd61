namespace NinjaBuild.Yaml;

/// <summary>Something wrong with a document, and where.</summary>
/// <param name="Path">The file as the caller named it.</param>
/// <param name="At">The place in the file; 1:1 where the whole file is meant.</param>
/// <param name="Message">What is wrong and, where it can be said, what to do.</param>
public sealed record YamlError(string Path, Position At, string Message)
{
    /// <summary>
    /// What sigs.k8s.io/yaml, which is go-yaml v2, says of the text, for programs whose output holds its words: <c>yaml: line 2: mapping values are
    /// not allowed in this context</c>. It stops at one error; null at all others, and where it has no such error.
    /// </summary>
    public string? GoMessage { get; init; }

    /// <summary><c>path:line:column: message</c>.</summary>
    public override string ToString() => $"{Path}:{At}: {Message}";
}
