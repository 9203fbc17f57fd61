using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Waiting;

/// <summary>What became of the objects of a wave.</summary>
/// <param name="Stuck">Those that do not get healthy, or did not in time, in the order in which they were asked for; none where all is well.</param>
public sealed record WaveOutcome(IReadOnlyList<StuckObject> Stuck)
{
    /// <summary>Whether the wave is done.</summary>
    public bool IsHealthy => Stuck.Count == 0;

    /// <summary>What is missing although the wave is done: an address that nobody gave, an autoscaler without metrics.</summary>
    public IReadOnlyList<WaitWarning> Warnings { get; init; } = [];
}

/// <summary>Something that does not fail a deploy, but that somebody may miss.</summary>
/// <param name="Identity">The object.</param>
/// <param name="Reason">What is missing, in a line.</param>
public sealed record WaitWarning(ObjectIdentity Identity, string Reason);

/// <summary>An object that did not get where it should.</summary>
/// <param name="Identity">The object.</param>
/// <param name="Health">How it was at last.</param>
/// <param name="Reason">Why, in one line for people: <c>2 of 2 pods: web: ImagePullBackOff: Back-off pulling image "web:2"</c>.</param>
/// <param name="Pods">The pods that show it: one for each different trouble, the worst first.</param>
/// <param name="Events">Warnings of the cluster about it and its pods, the newest first.</param>
public sealed record StuckObject(
    ObjectIdentity Identity, ObjectHealth Health, string Reason, IReadOnlyList<PodEvidence> Pods, IReadOnlyList<string> Events);

/// <summary>A pod that does not get on, and the last that it wrote. Its texts are free of control characters, whatever the pod wrote.</summary>
/// <param name="Pod">The name of the pod.</param>
/// <param name="Container">The container that is the trouble; null where it is the pod as a whole.</param>
/// <param name="Reason">The cluster's word: <c>CrashLoopBackOff</c>, <c>Unschedulable</c>, <c>OOMKilled</c>.</param>
/// <param name="Message">What the cluster says; empty where it says nothing.</param>
/// <param name="LogLines">The last lines of the container's log, of the run before where it crashes again and again.</param>
public sealed record PodEvidence(string Pod, string? Container, string Reason, string Message, IReadOnlyList<string> LogLines)
{
    /// <summary>Why its log could not be read: no permission, no such run. Null where it was read, or there is none to be expected.</summary>
    public string? LogFault { get; init; }
}
