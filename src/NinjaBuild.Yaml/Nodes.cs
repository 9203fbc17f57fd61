namespace NinjaBuild.Yaml;

/// <summary>A place in a text, counted from 1.</summary>
public readonly record struct Position(int Line, int Column);

/// <summary>Something wrong with a YAML text.</summary>
public sealed record YamlError(string Path, Position At, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}:{At.Line}:{At.Column}: {Message}";
}

/// <summary>A node of a YAML document.</summary>
public abstract class YamlNode(Position at)
{
    /// <summary>Where it starts.</summary>
    public Position At { get; } = at;
}

/// <summary>A mapping, in source order.</summary>
public sealed class YamlMapping(Position at, IReadOnlyList<YamlEntry> entries) : YamlNode(at)
{
    /// <summary>The entries in source order; keys are unique.</summary>
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    /// <summary>The value of a key, or null.</summary>
    public YamlNode? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (entry.Key.Text == key)
                    return entry.Value;
            }

            return null;
        }
    }
}

/// <summary>A key and its value.</summary>
public sealed record YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>A sequence.</summary>
public sealed class YamlSequence(Position at, IReadOnlyList<YamlNode> items) : YamlNode(at)
{
    /// <summary>The items.</summary>
    public IReadOnlyList<YamlNode> Items { get; } = items;
}

/// <summary>A scalar.</summary>
public sealed class YamlScalar(Position at, string text, object? value, bool isPlain) : YamlNode(at)
{
    /// <summary>The text as written, quotes removed.</summary>
    public string Text { get; } = text;

    /// <summary>null, bool, long, ulong, double or string.</summary>
    public object? Value { get; } = value;

    /// <summary>Whether it stood without quotes.</summary>
    public bool IsPlain { get; } = isPlain;
}
