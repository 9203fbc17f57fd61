namespace NinjaBuild.Yaml;

/// <summary>Something wrong with a document, and where.</summary>
/// <param name="Path">The file as the caller named it.</param>
/// <param name="At">The place in the file; 1:1 where the whole file is meant.</param>
/// <param name="Message">What is wrong and, where it can be said, what to do.</param>
public sealed record YamlError(string Path, Position At, string Message)
{
    /// <summary>What go-yaml v2 says of the same error, for programs whose output holds its words; <see cref="Message"/> where it has no such error.</summary>
    public string GoMessage { get => field ?? Message; init; }

    /// <summary><c>path:line:column: message</c>.</summary>
    public override string ToString() => $"{Path}:{At}: {Message}";
}
