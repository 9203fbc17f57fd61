using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Waiting;

/// <summary>An object whose health, or whose end, is waited for.</summary>
/// <param name="Resource">Its kind as the server serves it.</param>
/// <param name="Identity">The object.</param>
/// <param name="Uid">The uid it had when it was applied: another object of its name does not count. Null where any does.</param>
/// <param name="Generation">Its generation when it was applied: what the server says of an earlier one does not count. Null where the kind has none.</param>
public sealed record WaitItem(ApiResource Resource, ObjectIdentity Identity, string? Uid, long? Generation)
{
    /// <summary>The object as the server returned it when it was applied: where that is healthy, nothing is asked. Null where it is not known.</summary>
    public IReadOnlyDictionary<string, object?>? Applied { get; init; }

    /// <summary>
    /// Whether the object was there already and this deploy changed nothing about it. An address that it never got is then not waited for
    /// again, nor is it watched whether it stays up.
    /// </summary>
    public bool IsUnchanged { get; init; }
}
