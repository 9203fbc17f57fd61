using System.Globalization;
using NinjaBuild.Compare.Differences;
using NinjaBuild.Yaml;
using List = System.Collections.Generic.IReadOnlyList<object?>;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Texts;

/// <summary>Values and objects as reports show them.</summary>
static class ValueText
{
    const int MaxLength = 4000;
    const int MaxYamlLength = 1 << 20;

    /// <summary>A scalar's text, a list of scalars as <c>[a, b]</c>, else YAML; cut where it is very long.</summary>
    public static string? Of(object? value) => value switch
    {
        null => null,
        "" => "\"\"",
        List list when list.All(item => item is not (Map or List) && !CanonicalText.Plain(item).Contains('\n', StringComparison.Ordinal)) =>
            Cut($"[{string.Join(", ", list.Select(CanonicalText.Plain))}]"),
        Map or List => Cut(Yaml(value)),
        _ => Cut(CanonicalText.Plain(value)),
    };

    /// <summary>An object as YAML with sorted keys.</summary>
    public static string Yaml(object? value)
    {
        try
        {
            return YamlWriter.Write(value, MaxYamlLength).TrimEnd('\n');
        }
        catch (YamlWriteException error)
        {
            return $"# not shown: {error.Message}";
        }
    }

    static string Cut(string text) => text.Length <= MaxLength
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, MaxLength)}… ({text.Length - MaxLength} more characters)");
}
