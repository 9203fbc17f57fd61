namespace NinjaBuild.Yaml;

/// <summary>A part of a document that knows where it stands. Nodes never change once read, so threads may share them.</summary>
public abstract class YamlNode
{
    private protected YamlNode(Position at) => At = at;

    /// <summary>Where the node starts. What an alias stands for keeps the place of its anchor.</summary>
    public Position At { get; }
}
