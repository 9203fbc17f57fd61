using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Inference;

/// <summary>Security contexts as an app declares them: what is live, with the secure defaults taken away that it does without.</summary>
static class SecurityFields
{
    /// <summary>The <c>podSecurityContext</c>.</summary>
    public static Map Pod(Map pod)
    {
        var context = Fields.Without(pod.At("securityContext")) ?? [];
        context.TryAdd("runAsNonRoot", ExplicitNull.Value);
        context.TryAdd("seccompProfile", ExplicitNull.Value);
        if (context["runAsNonRoot"] is true)
            context.Remove("runAsNonRoot");
        if (context.GetValueOrDefault("seccompProfile") is Map profile && Fields.HasOnly(profile, "type") && profile.Text("type") == "RuntimeDefault")
            context.Remove("seccompProfile");
        return context;
    }

    /// <summary>The <c>securityContext</c>.</summary>
    public static Map Container(Map container)
    {
        var context = Fields.Without(container.At("securityContext")) ?? [];
        context.TryAdd("allowPrivilegeEscalation", ExplicitNull.Value);
        context.TryAdd("capabilities", ExplicitNull.Value);
        if (context["allowPrivilegeEscalation"] is false)
            context.Remove("allowPrivilegeEscalation");
        if (context.GetValueOrDefault("capabilities") is Map capabilities)
        {
            if (!capabilities.TryAdd("drop", ExplicitNull.Value) && capabilities["drop"] is List<object?> and ["ALL"])
                capabilities.Remove("drop");
            if (capabilities.Count == 0)
                context.Remove("capabilities");
        }

        return context;
    }
}
