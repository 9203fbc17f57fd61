namespace NinjaBuild.Compare.Import.Reading;

/// <summary>Finds the environment in names.</summary>
static class NameParts
{
    /// <summary>The placeholder of the environment.</summary>
    public const string Environment = "{environment}";

    /// <summary>A name with a placeholder where the environment stands in it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="environment">The environment; null where the name does not depend on it.</param>
    public static string Of(string name, string? environment) => environment is null or LiveEnvironment.Default ? name : Replace(name, environment, Environment);

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

    /// <summary>A name without the placeholder, and without what joined it to the rest.</summary>
    public static string Without(string name)
    {
        name = name.Replace(Environment, "", StringComparison.Ordinal);
        while (name.Contains("--", StringComparison.Ordinal))
            name = name.Replace("--", "-", StringComparison.Ordinal);
        return name.Trim('-', '.').Replace('.', '-');
    }
}
