namespace NinjaBuild.Yaml;

/// <summary>A value that cannot be written as YAML.</summary>
public sealed class YamlWriteException(string message) : Exception(message);
