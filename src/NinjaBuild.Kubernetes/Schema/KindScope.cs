namespace NinjaBuild.Kubernetes.Schema;

/// <summary>Which built-in kinds live in namespaces; no kind has changed that between versions.</summary>
static class KindScope
{
    static readonly Lazy<Dictionary<(string Group, string Kind), bool>> Scopes = new(Read);

    public static bool? IsNamespaced(string group, string kind) => Scopes.Value.TryGetValue((group, kind), out bool scope) ? scope : null;

    static Dictionary<(string Group, string Kind), bool> Read()
    {
        // Kinds that older charts still have; their group never served another scope.
        var result = new Dictionary<(string Group, string Kind), bool>
        {
            [("policy", "PodSecurityPolicy")] = false,
            [("extensions", "PodSecurityPolicy")] = false,
            [("extensions", "Ingress")] = true,
            [("extensions", "Deployment")] = true,
            [("extensions", "DaemonSet")] = true,
            [("extensions", "ReplicaSet")] = true,
            [("extensions", "NetworkPolicy")] = true,
        };
        foreach (var (kind, _) in SchemaText.Instance.Kinds()) result[(kind.Type.Group, kind.Type.Kind)] = kind.IsNamespaced;
        return result;
    }
}
