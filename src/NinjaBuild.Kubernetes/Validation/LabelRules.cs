using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Kubernetes.Validation;

/// <summary>What the API server demands of labels and annotations (apimachinery, pkg/util/validation and pkg/api/validation).</summary>
static class LabelRules
{
    const int NameLength = 63;

    /// <summary>What is wrong with a key, or null.</summary>
    public static string? KeyProblem(string key)
    {
        int slash = key.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && NameRules.SubdomainProblem(key[..slash]) is { } prefix) return $"the part before '/' {prefix}";
        var name = key.AsSpan(slash + 1);
        if (name.Length is 0 or > NameLength) return slash < 0 ? "must have 1 to 63 characters" : "the part after '/' must have 1 to 63 characters";
        return IsQualified(name) ? null : "must consist of letters, digits, '-', '_' and '.', with a letter or digit at both ends";
    }

    /// <summary>What is wrong with a label's value, or null.</summary>
    public static string? ValueProblem(string value)
    {
        if (value.Length == 0) return null;
        if (value.Length > NameLength) return $"has {value.Length} characters; a label may have 63";
        return IsQualified(value) ? null : "must consist of letters, digits, '-', '_' and '.', with a letter or digit at both ends";
    }

    static bool IsQualified(ReadOnlySpan<char> text)
    {
        if (!char.IsAsciiLetterOrDigit(text[0]) || !char.IsAsciiLetterOrDigit(text[^1])) return false;
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')) return false;
        }

        return true;
    }
}
