namespace NinjaBuild.Kubernetes.Manifests;

/// <summary>
/// What the API server demands of names: a DNS subdomain for most kinds, less for RBAC, more for what becomes a host name
/// (apimachinery's <c>validation.NameIsDNSSubdomain</c> and the <c>ValidateName</c> functions of each kind).
/// </summary>
public static class NameRules
{
    const int LabelLength = 63;
    const int SubdomainLength = 253;

    /// <summary>What is wrong with the name of an object ("must …"), or null.</summary>
    /// <param name="type">The object's type. Little is demanded of kinds that are not built in: their servers have their own rules.</param>
    /// <param name="name">The name.</param>
    public static string? Problem(TypeName type, string name)
    {
        if (!IsBuiltIn(type.Group) || type.Group == "rbac.authorization.k8s.io" || type.Kind == "IPAddress") return PathSegmentProblem(name);
        return type.Kind switch
        {
            "Namespace" => LabelProblem(name),
            "Service" => LabelProblem(name),
            "CronJob" when name.Length > 52 => "must have at most 52 characters: the controller adds 11 for each Job",
            _ => SubdomainProblem(name),
        };
    }

    /// <summary>What is wrong with a DNS label (RFC 1123), or null.</summary>
    public static string? LabelProblem(string name)
    {
        if (name.Length is 0 or > LabelLength) return "must have 1 to 63 characters";
        return IsLabel(name) ? null : "must consist of a-z, 0-9 and '-', with a letter or digit at both ends";
    }

    /// <summary>What is wrong with a DNS subdomain (RFC 1123), or null.</summary>
    public static string? SubdomainProblem(string name)
    {
        if (name.Length is 0 or > SubdomainLength) return "must have 1 to 253 characters";
        foreach (var part in name.AsSpan().Split('.'))
        {
            if (!IsLabel(name.AsSpan(part))) return "must consist of a-z, 0-9, '-' and '.', with a letter or digit at both ends of each part";
        }

        return null;
    }

    static string? PathSegmentProblem(string name) => name is "." or ".." || name.AsSpan().ContainsAny('/', '%')
        ? "must not be '.' or '..', and not contain '/' or '%'"
        : null;

    // The groups that the API server itself serves have no dot, or end in .k8s.io; of the latter some are not its own.
    static bool IsBuiltIn(string group) => group switch
    {
        "" or "apps" or "batch" or "autoscaling" or "policy" or "extensions" => true,
        "networking.k8s.io" or "storage.k8s.io" or "scheduling.k8s.io" or "coordination.k8s.io" or "discovery.k8s.io" or "node.k8s.io" => true,
        "admissionregistration.k8s.io" or "apiextensions.k8s.io" or "apiregistration.k8s.io" => true,
        "rbac.authorization.k8s.io" => true,
        _ => false,
    };

    static bool IsLabel(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || text[0] == '-' || text[^1] == '-') return false;
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') return false;
        }

        return true;
    }
}
