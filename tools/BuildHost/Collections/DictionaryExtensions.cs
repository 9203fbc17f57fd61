using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.Utilities.Collections;

/// <summary>Fluent additions, for <see cref="INukeBuild.ReportSummary"/>.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "The name that Nuke gives it.")]
public static class DictionaryExtensions
{
    public static Dictionary<string, string> AddPair(this Dictionary<string, string> dictionary, string key, string? value)
    {
        dictionary.Add(key, value ?? "");
        return dictionary;
    }

    public static Dictionary<string, string> AddPair<T>(this Dictionary<string, string> dictionary, string key, T value)
        => dictionary.AddPair(key, value?.ToString());
}
