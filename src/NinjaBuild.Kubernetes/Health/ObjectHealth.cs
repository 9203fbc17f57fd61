namespace NinjaBuild.Kubernetes.Health;

/// <summary>How an object in a cluster is, in Argo CD's words; from good to bad.</summary>
public enum HealthStatus
{
    /// <summary>It is as it should be.</summary>
    Healthy,

    /// <summary>Somebody paused it.</summary>
    Suspended,

    /// <summary>It is not there yet, but may get there.</summary>
    Progressing,

    /// <summary>It is not in the cluster.</summary>
    Missing,

    /// <summary>It failed, or does not get where it should.</summary>
    Degraded,

    /// <summary>It cannot be told.</summary>
    Unknown,
}

/// <summary>The health of an object.</summary>
/// <param name="Status">How it is.</param>
/// <param name="Reason">Why, for people; empty where there is nothing to say.</param>
public sealed record ObjectHealth(HealthStatus Status, string Reason)
{
    internal static ObjectHealth Healthy(string reason = "") => new(HealthStatus.Healthy, reason);

    internal static ObjectHealth Progressing(string reason) => new(HealthStatus.Progressing, reason);

    internal static ObjectHealth Degraded(string reason) => new(HealthStatus.Degraded, reason);

    internal static ObjectHealth Suspended(string reason) => new(HealthStatus.Suspended, reason);

    /// <summary>The worse of two.</summary>
    public static ObjectHealth Worse(ObjectHealth a, ObjectHealth b) => b.Status > a.Status ? b : a;

    /// <summary><c>Progressing: 1 of 3 pods are ready</c>.</summary>
    public override string ToString() => Reason.Length == 0 ? Status.ToString() : $"{Status}: {Reason}";
}
