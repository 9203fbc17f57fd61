using NinjaBuild.ApiServer;

namespace NinjaBuild.Kubernetes.Tests.Client;

/// <summary>A fact that needs the real kubectl; skipped, and said to be so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute() => Skip = SearchPath.Lacks("kubectl");
}
