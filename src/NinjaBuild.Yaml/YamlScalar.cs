namespace NinjaBuild.Yaml;

/// <summary>A single value.</summary>
public sealed class YamlScalar : YamlNode
{
    /// <summary>Makes one; programs that combine documents need it.</summary>
    public YamlScalar(Position at, string text, object? value, bool isPlain)
        : base(at)
    {
        Text = text;
        Value = value;
        IsPlain = isPlain;
    }

    /// <summary>The text after quotes, escapes and folding are taken off, before any type is read from it.</summary>
    public string Text { get; }

    /// <summary>
    /// The value as sigs.k8s.io/yaml resolves it (YAML 1.1): null, <see cref="bool"/>, <see cref="long"/>, <see cref="ulong"/> (where it is
    /// over the range of long), <see cref="double"/> or <see cref="string"/>. A timestamp is a string.
    /// </summary>
    public object? Value { get; }

    /// <summary>Whether it stands without quotes and is no block scalar.</summary>
    public bool IsPlain { get; }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
