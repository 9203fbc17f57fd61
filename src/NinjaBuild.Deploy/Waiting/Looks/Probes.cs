using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Looks;

/// <summary>Tells whether "ready" is the word of a probe, or merely means that a container was started.</summary>
static class Probes
{
    /// <summary>Whether each container of a pod's spec has a probe that holds up its readiness.</summary>
    public static bool AreOn(object? podSpec) => podSpec.Items("containers").All(IsOn);

    /// <summary>Whether a container has one.</summary>
    public static bool IsOn(object? container) => container.At("readinessProbe") is not null || container.At("startupProbe") is not null;
}
