using System.Text;

namespace NinjaBuild.BuildHost.Parameters;

/// <summary>The forms of a parameter's name.</summary>
internal static class ParameterText
{
    // Words that stay whole in a dashed name, as in Nuke: --dotnet-…, not --dot-net-….
    private static readonly string[] KnownWords =
        ["DotNet", "GitHub", "GitVersion", "MSBuild", "NuGet", "ReSharper", "AppVeyor", "TeamCity", "GitLab", "SignPath", "JetBrains"];

    /// <summary>The member that an argument such as <c>() => Chart</c> reads.</summary>
    public static string MemberName(string? expression)
    {
        var text = (expression ?? "").AsSpan().Trim();
        var start = text.Length;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
            start--;
        return start < text.Length
            ? text[start..].ToString()
            : throw new ArgumentException($"'{expression}' does not name a parameter");
    }

    /// <summary>The form on the command line: <c>CacheDir</c> is <c>cache-dir</c>.</summary>
    public static string Dashed(string name)
    {
        var dashed = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length;)
        {
            var length = WordLength(name, i);
            if (i > 0)
                dashed.Append('-');
            dashed.Append(name[i..(i + length)].ToLowerInvariant());
            i += length;
        }

        return dashed.ToString();
    }

    /// <summary>Whether two names are one: dashes, underscores and case do not count.</summary>
    public static string Normalized(string name)
    {
        var normalized = new StringBuilder(name.Length);
        foreach (var character in name)
            if (char.IsLetterOrDigit(character))
                normalized.Append(char.ToUpperInvariant(character));
        return normalized.ToString();
    }

    private static int WordLength(string name, int start)
    {
        foreach (var word in KnownWords)
            if (string.CompareOrdinal(name, start, word, 0, word.Length) == 0)
                return word.Length;

        var end = start + 1;
        while (end < name.Length && char.IsUpper(name[end]) && (end + 1 == name.Length || char.IsUpper(name[end + 1])))
            end++;
        while (end < name.Length && !char.IsUpper(name[end]))
            end++;
        return end - start;
    }
}
