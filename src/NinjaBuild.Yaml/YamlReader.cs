using NinjaBuild.Yaml.Reading;

namespace NinjaBuild.Yaml;

/// <summary>Reads YAML 1.1 with positions. Bad input never throws: whatever is wrong becomes an error with its place.</summary>
public static class YamlReader
{
    /// <summary>Reads all documents of a text.</summary>
    /// <param name="utf8">The text in UTF-8, with or without a byte order mark.</param>
    /// <param name="path">What to call the text in errors.</param>
    /// <param name="limits">How large it may be; <see cref="YamlLimits.Default"/> where null.</param>
    /// <param name="dialect">How forgiving to be.</param>
    public static YamlResult Read(
        ReadOnlyMemory<byte> utf8, string path, YamlLimits? limits = null, YamlDialect dialect = YamlDialect.Strict)
    {
        limits ??= YamlLimits.Default;
        var errors = new List<YamlError>();
        if (SourceText.Decode(utf8.Span, path, limits, errors) is not { } text) return new YamlResult([], errors);

        var documents = new TreeBuilder(text, path, limits, dialect, errors).Build();
        return new YamlResult(documents, errors);
    }

    /// <summary>Reads all documents of a text that is at hand as a string.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">What to call the text in errors.</param>
    /// <param name="limits">How large it may be; <see cref="YamlLimits.Default"/> where null.</param>
    /// <param name="dialect">How forgiving to be.</param>
    public static YamlResult Read(string text, string path, YamlLimits? limits = null, YamlDialect dialect = YamlDialect.Strict)
    {
        limits ??= YamlLimits.Default;
        var errors = new List<YamlError>();
        if (!SourceText.Check(text, path, limits, errors)) return new YamlResult([], errors);

        var documents = new TreeBuilder(text, path, limits, dialect, errors).Build();
        return new YamlResult(documents, errors);
    }
}
