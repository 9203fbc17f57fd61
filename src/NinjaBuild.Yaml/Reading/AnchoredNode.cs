namespace NinjaBuild.Yaml.Reading;

/// <summary>What an anchor stands for, and what using it costs.</summary>
/// <param name="Node">The node; null while it is still being read.</param>
/// <param name="Count">The nodes in it, aliases expanded.</param>
/// <param name="Height">The levels of mappings and lists in it.</param>
readonly record struct AnchoredNode(YamlNode? Node, int Count, int Height);
