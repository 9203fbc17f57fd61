namespace NinjaBuild.Yaml.Reading;

/// <summary>What the handles of tags stand for in a document.</summary>
sealed class TagHandles
{
    readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal);

    public void Clear() => _prefixes.Clear();

    /// <summary>Declares a handle; false where the document already did.</summary>
    public bool TryAdd(string handle, string prefix) => _prefixes.TryAdd(handle, prefix);

    /// <summary>The tag in full, or null where its handle is not declared.</summary>
    public string? Expand(Token tag)
    {
        if (tag.Text.Length == 0) return tag.Suffix;
        if (_prefixes.TryGetValue(tag.Text, out var prefix)) return prefix + tag.Suffix;
        return tag.Text switch
        {
            "!" => "!" + tag.Suffix,
            "!!" => "tag:yaml.org,2002:" + tag.Suffix,
            _ => null,
        };
    }
}
