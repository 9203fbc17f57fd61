namespace NinjaBuild.Kubernetes.Client;

/// <summary>What a server serves.</summary>
public sealed class ApiDiscovery
{
    readonly Dictionary<(string ApiVersion, string Kind), ApiResource> _byType = [];
    readonly Dictionary<(string Group, string Kind), List<string>> _versions = [];

    /// <summary>Resources by type.</summary>
    /// <param name="resources">The resources, each group's preferred version first; of two with one type the first counts.</param>
    /// <param name="unavailable">The API versions that do not answer.</param>
    internal ApiDiscovery(IEnumerable<ApiResource> resources, IReadOnlyList<string> unavailable)
    {
        Unavailable = unavailable;
        foreach (var resource in resources)
        {
            if (!_byType.TryAdd((resource.ApiVersion, resource.Kind), resource)) continue;
            var key = (resource.Group, resource.Kind);
            if (!_versions.TryGetValue(key, out var versions)) _versions.Add(key, versions = []);
            versions.Add(resource.Version);
        }
    }

    /// <summary>All resources.</summary>
    public IEnumerable<ApiResource> All => _byType.Values;

    /// <summary>API versions that are registered and do not answer, as <c>metrics.k8s.io/v1beta1</c>: what they serve is not known.</summary>
    public IReadOnlyList<string> Unavailable { get; }

    /// <summary>The resource of a type; null where it is not served.</summary>
    public ApiResource? Find(string apiVersion, string kind) => _byType.GetValueOrDefault((apiVersion, kind));

    /// <summary>The resource of a kind in the version that the server prefers; null where it is not served.</summary>
    public ApiResource? FindPreferred(string group, string kind) =>
        VersionsOf(group, kind) is [var version, ..] ? Find(group.Length == 0 ? version : $"{group}/{version}", kind) : null;

    /// <summary>The versions in which a kind is served, the server's preferred one first; none where it is not.</summary>
    public IReadOnlyList<string> VersionsOf(string group, string kind) => _versions.GetValueOrDefault((group, kind)) ?? [];
}
