namespace NinjaBuild.Charts.Values;

/// <summary>
/// The security contexts of an app that says nothing about them: what the "restricted" Pod Security Standard asks for
/// (https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted).
/// </summary>
static class SecurityDefaults
{
    /// <summary>Security context of the pods, with the app's own fields laid over it.</summary>
    public static Dictionary<string, object?> Pod(IReadOnlyDictionary<string, object?> own) => ValueTree.Overlay(
        new Dictionary<string, object?>
        {
            ["runAsNonRoot"] = true,
            ["seccompProfile"] = new Dictionary<string, object?> { ["type"] = "RuntimeDefault" },
        },
        own);

    /// <summary>Security context of the containers, with the app's own fields laid over it.</summary>
    public static Dictionary<string, object?> Container(IReadOnlyDictionary<string, object?> own) => ValueTree.Overlay(
        new Dictionary<string, object?>
        {
            ["allowPrivilegeEscalation"] = false,
            ["capabilities"] = new Dictionary<string, object?> { ["drop"] = new List<object?> { "ALL" } },
        },
        own);
}
