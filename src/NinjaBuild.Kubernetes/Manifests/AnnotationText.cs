using System.Globalization;

namespace NinjaBuild.Kubernetes.Manifests;

/// <summary>How annotations are written.</summary>
static class AnnotationText
{
    /// <summary>The words of a comma-separated list, trimmed and in lower case as Helm reads them.</summary>
    public static string[] Words(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        for (int i = 0; i < words.Length; i++) words[i] = words[i].ToLowerInvariant();
        return words;
    }

    /// <summary>A whole number as Go's <c>strconv.Atoi</c> reads it; null where it is none.</summary>
    public static int? Integer(IReadOnlyDictionary<string, string> annotations, string key) =>
        annotations.TryGetValue(key, out var text) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
