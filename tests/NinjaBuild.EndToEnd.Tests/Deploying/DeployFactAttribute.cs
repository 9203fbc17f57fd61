using NinjaBuild.ApiServer;

namespace NinjaBuild.EndToEnd.Tests.Deploying;

/// <summary>A test that deploys through kubectl, in a process group of its own; skipped, and said to be so, where that cannot be.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class DeployFactAttribute : FactAttribute
{
    public DeployFactAttribute() => Skip = SearchPath.Lacks("kubectl", "setsid");
}
