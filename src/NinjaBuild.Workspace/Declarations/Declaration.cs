using System.Globalization;
using NinjaBuild.Yaml;

namespace NinjaBuild.Workspace.Declarations;

/// <summary>A declaration read from a file, which can tell where each of its fields stands.</summary>
public abstract record Declaration
{
    /// <summary>Workspace-relative path of the file, with forward slashes.</summary>
    public string Path { get; init; } = "";

    /// <summary>The YAML it was read from.</summary>
    public YamlMapping? Source { get; init; }

    /// <summary>
    /// Where a field stands: the steps to it are keys (text) and indices (int). Where it does not exist, the nearest thing around it.
    /// </summary>
    public Position At(params ReadOnlySpan<object> steps)
    {
        YamlNode? node = Source;
        var at = Source?.At ?? new Position(1, 1);
        foreach (var step in steps)
        {
            node = (node, step) switch
            {
                (YamlMapping mapping, string key) => mapping[key],
                (YamlSequence sequence, int index) when index < sequence.Items.Count => sequence.Items[index],
                _ => null,
            };
            if (node is null)
                break;
            at = node.At;
        }

        return at;
    }

    /// <summary>Where a field stands, as <c>path:line:column</c>.</summary>
    public string Place(params ReadOnlySpan<object> steps)
    {
        var at = At(steps);
        return string.Create(CultureInfo.InvariantCulture, $"{Path}:{at.Line}:{at.Column}");
    }

    /// <summary>An error at a field.</summary>
    public Diagnostic Error(string message, params ReadOnlySpan<object> steps) => Diagnostic.Error(Path, At(steps), message);

    /// <summary>A note at a field.</summary>
    public Diagnostic Note(string message, params ReadOnlySpan<object> steps) => new(Severity.Note, Path, At(steps), message);
}
