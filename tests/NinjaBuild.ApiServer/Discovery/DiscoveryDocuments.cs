namespace NinjaBuild.ApiServer.Discovery;

/// <summary>The documents in which a server says what it serves, in the older form (one for each version) and the aggregated one (v2).</summary>
static class DiscoveryDocuments
{
    public static Tree CoreVersions(string address) => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new TreeList { "v1" },
        ["serverAddressByClientCIDRs"] = new TreeList { new Tree { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = address } },
    };

    public static Tree Groups(ResourceCatalog catalog) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new TreeList(GroupNames(catalog).Select(group => (object?)Group(catalog, group))),
    };

    /// <summary>One group; null where it is not served.</summary>
    public static Tree? GroupAlone(ResourceCatalog catalog, string group)
    {
        if (!GroupNames(catalog).Contains(group)) return null;
        return new Tree(Group(catalog, group)) { ["kind"] = "APIGroup", ["apiVersion"] = "v1" };
    }

    public static Tree ResourceList(ResourceCatalog catalog, string apiVersion) => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = apiVersion,
        ["resources"] = new TreeList(
            Sorted(catalog).Where(resource => resource.Type.ApiVersion == apiVersion).SelectMany(Entries)),
    };

    public static Tree Aggregated(ResourceCatalog catalog, bool isCore)
    {
        var groups = isCore ? [""] : GroupNames(catalog);
        return new Tree
        {
            ["kind"] = "APIGroupDiscoveryList",
            ["apiVersion"] = "apidiscovery.k8s.io/v2",
            ["metadata"] = new Tree(),
            ["items"] = new TreeList(groups.Select(group => (object?)new Tree
            {
                ["metadata"] = group.Length == 0 ? [] : new Tree { ["name"] = group },
                ["versions"] = new TreeList(Versions(catalog, group).Select(version => (object?)new Tree
                {
                    ["version"] = version[(version.IndexOf('/', StringComparison.Ordinal) + 1)..],
                    ["freshness"] = "Current",
                    ["resources"] = new TreeList(
                        Sorted(catalog).Where(resource => resource.Type.ApiVersion == version).Select(resource => (object?)AggregatedEntry(resource))),
                })),
            })),
        };
    }

    static IEnumerable<ApiResource> Sorted(ResourceCatalog catalog) => catalog.Resources.OrderBy(resource => resource.Plural, StringComparer.Ordinal);

    static List<string> GroupNames(ResourceCatalog catalog) =>
        [.. catalog.Resources.Select(resource => resource.Group).Where(group => group.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    // The preferred version is the first: v2 before v1, v1 before v1beta1 (apimachinery, pkg/version).
    static List<string> Versions(ResourceCatalog catalog, string group) =>
    [
        .. catalog.Resources.Where(resource => resource.Group == group).Select(resource => resource.Type).DistinctBy(type => type.ApiVersion)
            .OrderByDescending(type => !type.Version.Contains("alpha", StringComparison.Ordinal) && !type.Version.Contains("beta", StringComparison.Ordinal))
            .ThenByDescending(type => type.Version.Contains("beta", StringComparison.Ordinal))
            .ThenByDescending(type => type.Version, StringComparer.Ordinal)
            .Select(type => type.ApiVersion),
    ];

    static Tree Group(ResourceCatalog catalog, string group)
    {
        var versions = Versions(catalog, group).Select(version => (object?)new Tree
        {
            ["groupVersion"] = version,
            ["version"] = version[(group.Length + 1)..],
        }).ToList();
        return new Tree { ["name"] = group, ["versions"] = versions, ["preferredVersion"] = versions[0] };
    }

    static IEnumerable<object?> Entries(ApiResource resource)
    {
        var entry = Entry(resource, resource.Plural, resource.Kind, resource.Verbs);
        entry["singularName"] = resource.Singular;
        if (resource.ShortNames.Count > 0) entry["shortNames"] = Texts(resource.ShortNames);
        if (resource.Categories.Count > 0) entry["categories"] = Texts(resource.Categories);
        yield return entry;
        foreach (var (name, kind, verbs) in Subresources(resource)) yield return Entry(resource, $"{resource.Plural}/{name}", kind, verbs);
    }

    static Tree Entry(ApiResource resource, string name, string kind, IReadOnlyList<string> verbs) => new()
    {
        ["name"] = name,
        ["singularName"] = "",
        ["namespaced"] = resource.IsNamespaced,
        ["kind"] = kind,
        ["verbs"] = Texts(verbs),
    };

    static Tree AggregatedEntry(ApiResource resource)
    {
        var entry = new Tree
        {
            ["resource"] = resource.Plural,
            ["responseKind"] = ResponseKind(resource.Type.ApiVersion, resource.Kind),
            ["scope"] = resource.IsNamespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = resource.Singular,
            ["verbs"] = Texts(resource.Verbs),
        };
        if (resource.ShortNames.Count > 0) entry["shortNames"] = Texts(resource.ShortNames);
        if (resource.Categories.Count > 0) entry["categories"] = Texts(resource.Categories);
        var subresources = Subresources(resource).Select(sub => (object?)new Tree
        {
            ["subresource"] = sub.Name,
            ["responseKind"] = ResponseKind(sub.Name == "scale" ? "autoscaling/v1" : resource.Type.ApiVersion, sub.Kind),
            ["verbs"] = Texts(sub.Verbs),
        }).ToList();
        if (subresources.Count > 0) entry["subresources"] = subresources;
        return entry;
    }

    static Tree ResponseKind(string apiVersion, string kind)
    {
        int slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return new Tree { ["group"] = slash < 0 ? "" : apiVersion[..slash], ["version"] = apiVersion[(slash + 1)..], ["kind"] = kind };
    }

    static IEnumerable<(string Name, string Kind, IReadOnlyList<string> Verbs)> Subresources(ApiResource resource)
    {
        if (resource.HasStatus) yield return ("status", resource.Kind, ["get", "patch", "update"]);
        if (resource.HasScale) yield return ("scale", "Scale", ["get", "patch", "update"]);
        if (resource.GroupResource == "pods") yield return ("log", "Pod", ["get"]);
    }

    static TreeList Texts(IEnumerable<string> texts) => [.. texts];
}
