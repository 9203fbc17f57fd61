using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Applying;

/// <summary>
/// What goes with an object that is deleted: all that is in a Namespace, and all objects of the kind that a CustomResourceDefinition
/// defines. Where others have some of it, it is not for a release to delete the object.
/// </summary>
sealed class ContainedObjects(ApiClient api, ApiDiscovery discovery, Release release)
{
    // What controllers of Kubernetes lay into a namespace of their own accord, or derive from what is there.
    static readonly HashSet<string> DerivedKinds = new(["Event", "Endpoints", "EndpointSlice", "PodMetrics"], StringComparer.Ordinal);

    readonly RecordNames _records = new(release);

    /// <summary>Why an object is not deleted.</summary>
    /// <param name="others">What others would lose with it.</param>
    public static string Refusal(string others) =>
        $"is not deleted, since {others} would go with it, which is not the release's; where it is to stay, annotate it with ninjabuild.dev/prune=false";

    /// <summary>What others would lose with an object: the first such thing that is found, for people; null where there is nothing.</summary>
    /// <param name="identity">The object.</param>
    /// <param name="live">The object as it is in the cluster.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">The cluster does not tell.</exception>
    public async Task<string?> OfOthersAsync(ObjectIdentity identity, Tree live, CancellationToken cancellation)
    {
        var (kinds, ns) = identity switch
        {
            { Group: "", Kind: "Namespace" } => (discovery.All.Where(resource => resource.IsNamespaced && !DerivedKinds.Contains(resource.Kind)), identity.Name),
            { Group: "apiextensions.k8s.io", Kind: "CustomResourceDefinition" } =>
                (discovery.All.Where(resource => resource.Group == live.Text("spec", "group") && resource.Kind == live.Text("spec", "names", "kind")), null),
            _ => ([], null),
        };
        foreach (var kind in kinds.Where(resource => resource.Verbs.Contains("list")).DistinctBy(resource => (resource.Group, resource.Kind)))
        {
            if (await OneOfOthersAsync(kind, ns, cancellation) is { } found)
                return found;
        }

        return null;
    }

    async Task<string?> OneOfOthersAsync(ApiResource resource, string? ns, CancellationToken cancellation)
    {
        try
        {
            await foreach (var item in api.ListAsync(resource, ns, new ListOptions(), cancellation))
            {
                if (!Ownership.Owns(release, item) && !IsLaid(resource, item))
                    return new ObjectIdentity(resource.Group, resource.Kind, item.Text("metadata", "namespace") ?? "", item.Text("metadata", "name") ?? "").ToString();
            }

            return null;
        }
        catch (ApiException error) when (error.Kind == ApiErrorKind.Forbidden)
        {
            return $"what there may be of {resource}, which this user may not list,";
        }
    }

    // By Kubernetes, by a controller for something else that is there, or by this very deploy.
    bool IsLaid(ApiResource resource, Tree item)
    {
        if (item.Items("metadata", "ownerReferences").Count > 0)
            return true;
        var name = item.Text("metadata", "name");
        return (resource.GroupResource, name) switch
        {
            ("configmaps", "kube-root-ca.crt") or ("serviceaccounts", "default") => true,
            ("secrets", _) => item.Text("type") == "kubernetes.io/service-account-token" || IsRecord(item),
            ("leases.coordination.k8s.io", _) => name == _records.Lock,
            _ => false,
        };
    }

    bool IsRecord(Tree secret) =>
        secret.Text("type") == RecordNames.SecretType
        && secret.Text("metadata", "labels", Ownership.EnvironmentLabel) == release.Environment
        && (secret.Text("metadata", "labels", RecordNames.RecordLabel) ?? secret.Text("metadata", "labels", RecordNames.PartLabel)) == release.Name;
}
