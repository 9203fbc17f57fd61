using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Compare.Import.Reading;

/// <summary>A hand-written chart as it renders in one environment.</summary>
/// <param name="Name">The environment.</param>
/// <param name="Release">Name of the release.</param>
/// <param name="Namespace">Namespace of the release.</param>
/// <param name="Objects">The objects, hooks included.</param>
sealed record LiveEnvironment(string Name, string Release, string Namespace, IReadOnlyList<Manifest> Objects)
{
    /// <summary>The environment of a chart whose default values alone are known.</summary>
    public const string Default = "default";
}
