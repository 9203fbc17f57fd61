using NinjaBuild.ApiServer;

namespace NinjaBuild.Deploy.Tests.Clusters;

/// <summary>A test that reaches its cluster through kubectl; skipped, and said to be so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute() => Skip = SearchPath.Lacks("kubectl");
}
