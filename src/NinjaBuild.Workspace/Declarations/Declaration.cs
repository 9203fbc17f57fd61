using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace.Declarations;

/// <summary>A declaration read from a file, which can tell where each of its fields stands.</summary>
public abstract record Declaration
{
    /// <summary>Workspace-relative path of the file, with forward slashes.</summary>
    public string Path { get; init; } = "";

    /// <summary>The YAML it was read from.</summary>
    public YamlMapping? Source { get; init; }
}
