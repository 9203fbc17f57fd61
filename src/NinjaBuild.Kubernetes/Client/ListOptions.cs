namespace NinjaBuild.Kubernetes.Client;

/// <summary>Which objects are listed, or watched.</summary>
public sealed record ListOptions
{
    /// <summary>A label selector: <c>app=web,tier in (front, back)</c>; null for all.</summary>
    public string? Labels { get; init; }

    /// <summary>A field selector: <c>metadata.name=web</c>; null for all.</summary>
    public string? Fields { get; init; }

    /// <summary>How many objects come in one answer; 0 for all.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Whether <c>metadata.managedFields</c> is kept, which is often half of an object.</summary>
    public bool KeepManagedFields { get; init; }
}
