namespace NinjaBuild.Kubernetes.Client;

/// <summary>Which lines of a pod's log are read.</summary>
public sealed record LogOptions
{
    /// <summary>The container; null where the pod has only one.</summary>
    public string? Container { get; init; }

    /// <summary>Whether the log is that of the container before its last restart.</summary>
    public bool Previous { get; init; }

    /// <summary>How many of the last lines.</summary>
    public int TailLines { get; init; } = 20;

    /// <summary>How many bytes at most.</summary>
    public int LimitBytes { get; init; } = 64 * 1024;
}
