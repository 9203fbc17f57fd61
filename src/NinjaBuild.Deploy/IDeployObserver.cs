using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy;

/// <summary>Is told how a deploy gets on. Calls come from several threads.</summary>
public interface IDeployObserver
{
    /// <summary>The plan is known, and nothing was changed yet.</summary>
    void Planned(DeployPlan plan);

    /// <summary>A part of the work begins: <c>wave 0</c>, <c>hooks before the objects</c>.</summary>
    void StepStarted(string step, int objects);

    /// <summary>Something was done to an object: <c>created</c>, <c>changed</c>, <c>deleted</c>.</summary>
    void Done(ObjectIdentity identity, string what);

    /// <summary>The health of an object changed.</summary>
    void HealthChanged(ObjectProgress progress);

    /// <summary>Something worth knowing, such as a request that is tried again.</summary>
    void Note(string text);
}
