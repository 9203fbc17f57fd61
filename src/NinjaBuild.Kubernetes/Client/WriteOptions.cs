namespace NinjaBuild.Kubernetes.Client;

/// <summary>How an object is written.</summary>
public record WriteOptions
{
    /// <summary>Whether the server does everything but keep it (<c>dryRun=All</c>).</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether it goes ahead of all other requests: for a lock that is lost unless it is renewed in time.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Whether what is sent holds nothing that messages must not repeat, though it may be a Secret.</summary>
    public bool IsOpen { get; init; }

    /// <summary>In whose name; null for <see cref="ApiClientOptions.FieldManager"/>.</summary>
    public string? FieldManager { get; init; }
}

/// <summary>How an object is applied.</summary>
public sealed record ApplyOptions : WriteOptions
{
    /// <summary>Whether fields that another manager owns are taken over.</summary>
    public bool Force { get; init; }

    /// <summary>Whether <c>metadata.managedFields</c> of the answer is kept, which is often half of an object.</summary>
    public bool KeepManagedFields { get; init; }
}

/// <summary>What came of an object that was applied.</summary>
/// <param name="Object">The object as the server has it now, or would have it.</param>
/// <param name="IsNew">Whether it was not there before.</param>
public sealed record ApplyResult(IReadOnlyDictionary<string, object?> Object, bool IsNew)
{
    /// <summary>What the server warns of: a deprecated version, a field that does nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>The form of a patch.</summary>
public enum PatchType
{
    /// <summary>A JSON merge patch (RFC 7386): a mapping.</summary>
    Merge,

    /// <summary>A JSON patch (RFC 6902): a list of operations.</summary>
    Json,
}
