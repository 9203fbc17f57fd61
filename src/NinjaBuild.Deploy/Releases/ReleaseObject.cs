using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Releases;

/// <summary>An object as a release wants it.</summary>
/// <param name="Identity">What makes it the same one.</param>
/// <param name="Type">API version and kind.</param>
/// <param name="Body">What is applied.</param>
public sealed record ReleaseObject(ObjectIdentity Identity, TypeName Type, Tree Body)
{
    /// <summary>The wave of objects from <c>crds/</c>: before all others.</summary>
    public const int DefinitionsWave = int.MinValue;

    /// <summary>Lower waves are applied, and healthy, before higher ones start.</summary>
    public int Wave { get; init; }

    /// <summary>The template it was rendered from, where that is known.</summary>
    public string? Source { get; init; }

    /// <summary>Whether it is a Secret out of a record, in which digests stand for its values: it cannot be applied.</summary>
    public bool LacksValues { get; init; }

    /// <summary>Whether it stays in the cluster once the release no longer has it.</summary>
    public bool IsKept { get; init; }
}
