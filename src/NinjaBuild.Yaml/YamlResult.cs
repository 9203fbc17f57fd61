namespace NinjaBuild.Yaml;

/// <summary>What came of reading a text.</summary>
/// <param name="Documents">The documents that could be read, in order. With errors, what is here may be incomplete.</param>
/// <param name="Errors">What is wrong, in the order of the text; empty for good input.</param>
public sealed record YamlResult(IReadOnlyList<YamlNode> Documents, IReadOnlyList<YamlError> Errors)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsValid => Errors.Count == 0;
}
