using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using NinjaBuild.GoTemplates;

namespace NinjaBuild.Helm.Functions;

/// <summary>Compiled RE2 expressions, kept by their text.</summary>
internal static class Re2
{
    const int MostKept = 1000;

    // .NET makes an automaton of all of it at once.
    const int MaxLength = 10_000;
    static readonly ConcurrentDictionary<string, Regex> Compiled = new(StringComparer.Ordinal);

    /// <summary>The .NET expression of the same meaning.</summary>
    /// <exception cref="FunctionException">RE2 refuses it; in Go's words.</exception>
    public static Regex Compile(string pattern)
    {
        if (Compiled.TryGetValue(pattern, out var known))
            return known;
        if (pattern.Length > MaxLength)
            throw new FunctionException($"error parsing regexp: expression too large: {pattern.Length} characters, at most {MaxLength}");
        Regex regex;
        try
        {
            regex = new Regex(Re2Translator.Translate(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            throw new FunctionException($"error parsing regexp: not supported: `{pattern}`");
        }

        if (Compiled.Count >= MostKept)
            Compiled.Clear();
        return Compiled.GetOrAdd(pattern, regex);
    }
}
