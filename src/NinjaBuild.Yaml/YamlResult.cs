namespace NinjaBuild.Yaml;

/// <summary>What was read, and everything that is wrong with it.</summary>
/// <param name="Documents">The documents; where there are errors, as far as they could be read.</param>
/// <param name="Errors">What is wrong, in the order of the text.</param>
public sealed record YamlResult(IReadOnlyList<YamlNode> Documents, IReadOnlyList<YamlError> Errors);
