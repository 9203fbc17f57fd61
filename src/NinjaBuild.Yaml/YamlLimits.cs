namespace NinjaBuild.Yaml;

/// <summary>What a YAML text may use; each limit ends in an error that names it.</summary>
/// <param name="MaxBytes">Size of the text in bytes.</param>
/// <param name="MaxDepth">Depth of nesting.</param>
/// <param name="MaxNodes">Number of nodes once aliases are expanded.</param>
public sealed record YamlLimits(int MaxBytes = 16 << 20, int MaxDepth = 200, int MaxNodes = 1_000_000)
{
    /// <summary>For a foreign chart's values and manifests.</summary>
    public static YamlLimits Default { get; } = new();
}
