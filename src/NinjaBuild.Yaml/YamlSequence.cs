namespace NinjaBuild.Yaml;

/// <summary>A list.</summary>
public sealed class YamlSequence : YamlNode
{
    /// <summary>Makes one; programs that combine documents need it.</summary>
    public YamlSequence(Position at, IReadOnlyList<YamlNode> items)
        : base(at) => Items = items;

    /// <summary>The items in order.</summary>
    public IReadOnlyList<YamlNode> Items { get; }
}
