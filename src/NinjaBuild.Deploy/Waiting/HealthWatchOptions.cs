namespace NinjaBuild.Deploy.Waiting;

/// <summary>
/// How long a deploy bears with what looks bad. All times are monotonic, from when something was first seen without having recovered since.
/// What is transient in real life gets its time; what never heals by itself (a Job that failed, a name that is no image's, a progress
/// deadline that has passed, an object that somebody deleted) ends the waiting at once.
/// </summary>
public sealed record HealthWatchOptions
{
    /// <summary>What time is measured by; only its timestamps and timers are used, so a clock that is set changes nothing.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// A label selector that the release's objects meet: <c>ninjabuild.dev/release=web</c>. Kinds all of whose objects are known to bear the
    /// labels are watched by it, others without; null for none.
    /// </summary>
    public string? Labels { get; init; }

    /// <summary>
    /// How long a container may crash, an image not be pulled, a reference be missing, or a quota be used up. The kubelet tries an image
    /// again after 10 and 20 s, and restarts a container at once and after 10 s: in 20 s each had three chances, and a pull secret or a
    /// service account that came late has been picked up.
    /// </summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a container may crash, or miss a reference, while something else of the same wave still gets on without trouble: a
    /// database that starts beside its client, an operator that is about to write the Secret. Once nothing else gets on, it has as long
    /// again as it had so far, and no less than <see cref="StuckAfter"/>: the kubelet doubles its pauses, so that the next start is no
    /// farther away than the first crash.
    /// </summary>
    public TimeSpan StuckBesideOthersAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long a pod may find no node. Volumes are made and pods that give way are gone in less; where an autoscaler says that it makes a
    /// node, which takes minutes, only the time of the whole wait ends it.
    /// </summary>
    public TimeSpan UnschedulableAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long pods that were rolled out, or that crashed before, must stay ready where no probe says when they are: such a container is
    /// ready as soon as it is started, and one that ends at its first look at a database is so for a second.
    /// </summary>
    public TimeSpan SettleFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long an Ingress is waited for to get an address. Several controllers never give one, and work all the same; so its absence is a
    /// warning. None is waited for where its class is not in the cluster.
    /// </summary>
    public TimeSpan IngressAddressFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a Service is waited for to get its load balancer's address. Clouds take a minute or two; other clusters never give one: a warning.</summary>
    public TimeSpan LoadBalancerAddressFor { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long a claim is waited for to get its volume where it cannot be seen when its storage class binds. That a class binds late is no
    /// reason to wait, and one that binds at once is waited for as long as for anything else.
    /// </summary>
    public TimeSpan UnknownVolumeFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether an address that did not come in its time fails the wave, instead of being a warning.</summary>
    public bool FailsWithoutAddress { get; init; }

    /// <summary>Is told, in a sentence and once each, what cannot be seen: pods, events, for want of a permission.</summary>
    public Action<string>? Note { get; init; }
}
