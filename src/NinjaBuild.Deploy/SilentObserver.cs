using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy;

/// <summary>Tells nobody.</summary>
sealed class SilentObserver : IDeployObserver
{
    /// <summary>The only one.</summary>
    public static SilentObserver Instance { get; } = new();

    public void Planned(DeployPlan plan)
    {
    }

    public void StepStarted(string step, int objects)
    {
    }

    public void Done(ObjectIdentity identity, string what)
    {
    }

    public void HealthChanged(ObjectProgress progress)
    {
    }

    public void Note(string text)
    {
    }
}
