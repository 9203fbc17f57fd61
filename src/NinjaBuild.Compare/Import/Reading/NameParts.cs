namespace NinjaBuild.Compare.Import.Reading;

/// <summary>Finds the environment and the release in names.</summary>
static class NameParts
{
    /// <summary>The placeholder of the environment.</summary>
    public const string Environment = "{environment}";

    /// <summary>The placeholder of the release.</summary>
    public const string Release = "{release}";

    /// <summary>A name with placeholders where the environment and the release stand in it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="environment">The environment; null where the name does not depend on it.</param>
    /// <param name="release">The release; null where the name does not depend on it.</param>
    public static string Of(string name, string? environment, string? release)
    {
        var known = release is null ? name : Replace(name, release, Release);
        return environment is null or LiveEnvironment.Default ? known : Replace(known, environment, Environment);
    }

    /// <summary>A text with a placeholder for the last part of it that is a word; parts are divided by hyphens and dots.</summary>
    public static string Replace(string text, string word, string placeholder)
    {
        for (var at = text.LastIndexOf(word, StringComparison.Ordinal); at >= 0; at = at == 0 ? -1 : text.LastIndexOf(word, at - 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if ((at == 0 || text[at - 1] is '-' or '.') && (end == text.Length || text[end] is '-' or '.'))
                return string.Concat(text.AsSpan(0, at), placeholder, text.AsSpan(end));
        }

        return text;
    }

    /// <summary>A name without its placeholders, and without what joined them to the rest.</summary>
    public static string Without(string name)
    {
        foreach (var placeholder in (string[])[Environment, Release])
            name = name.Replace(placeholder, "", StringComparison.Ordinal);
        while (name.Contains("--", StringComparison.Ordinal))
            name = name.Replace("--", "-", StringComparison.Ordinal);
        return name.Trim('-', '.').Replace('.', '-');
    }
}
