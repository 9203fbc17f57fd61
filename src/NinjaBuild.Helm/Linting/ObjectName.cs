namespace NinjaBuild.Helm.Linting;

/// <summary>What Kubernetes wants of an object's name, by kind (k8s.io/apimachinery/pkg/util/validation; pkg/lint/rules/template.go).</summary>
static class ObjectName
{
    const int MaxSubdomain = 253, MaxLabel = 63;

    const string Subdomain = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    const string Label1123 = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
    const string Label1035 = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

    /// <summary>What is wrong with a name; null where nothing is.</summary>
    public static string? Complaint(string kind, string name) => kind.ToLowerInvariant() switch
    {
        "certificatesigningrequest" => null,
        "role" or "clusterrole" or "rolebinding" or "clusterrolebinding" => PathSegment(name),
        "service" => Limited(name, MaxLabel, IsLabel(name) && char.IsAsciiLetter(name[0]), Label1035),
        "namespace" => Limited(name, MaxLabel, IsLabel(name), Label1123),
        _ => Limited(name, MaxSubdomain, Array.TrueForAll(name.Split('.'), IsLabel), Subdomain),
    };

    static string? Limited(string name, int most, bool isValid, string rule) =>
        name.Length > most ? $"must be no more than {most} bytes" : isValid ? null : rule;

    static string? PathSegment(string name) => name switch
    {
        "." => "may not be '.'",
        ".." => "may not be '..'",
        _ when name.Contains('/', StringComparison.Ordinal) => "may not contain '/'",
        _ when name.Contains('%', StringComparison.Ordinal) => "may not contain '%'",
        _ => null,
    };

    static bool IsLabel(string text) =>
        text.Length > 0 && text[0] != '-' && text[^1] != '-' && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
