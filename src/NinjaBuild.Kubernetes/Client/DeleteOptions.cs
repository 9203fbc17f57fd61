namespace NinjaBuild.Kubernetes.Client;

/// <summary>How an object is deleted.</summary>
public sealed record DeleteOptions
{
    /// <summary>Whether the server does everything but delete it.</summary>
    public bool DryRun { get; init; }

    /// <summary>What becomes of the objects that it owns.</summary>
    public Propagation Propagation { get; init; } = Propagation.Background;

    /// <summary>Only the object with this <c>metadata.uid</c>, and not another one of its name; null for any.</summary>
    public string? Uid { get; init; }

    /// <summary>Only the object in this version; null for any.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>How long it has to end; null for what it says itself.</summary>
    public int? GracePeriodSeconds { get; init; }
}

/// <summary>What becomes of the objects that a deleted object owns (<c>propagationPolicy</c>).</summary>
public enum Propagation
{
    /// <summary>They are deleted after it.</summary>
    Background,

    /// <summary>They are deleted before it.</summary>
    Foreground,

    /// <summary>They stay.</summary>
    Orphan,
}
