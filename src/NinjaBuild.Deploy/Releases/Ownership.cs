using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Releases;

/// <summary>
/// How the objects of a release are told from all others: by labels that every one of them bears; those outside the release's namespace say
/// that as well, since there may be a release of the same name in another one. Those of a release that is Helm's are told by Helm's label and
/// annotations (helm.sh/helm/v3/pkg/action/validate.go).
/// </summary>
public static class Ownership
{
    /// <summary>The name under which fields are owned in server-side apply.</summary>
    public const string FieldManager = "ninjabuild";

    /// <summary>The label with the release's name.</summary>
    public const string ReleaseLabel = "ninjabuild.dev/release";

    /// <summary>The label with the release's environment.</summary>
    public const string EnvironmentLabel = "ninjabuild.dev/environment";

    /// <summary>The label, on objects outside the release's namespace, with that namespace.</summary>
    public const string NamespaceLabel = "ninjabuild.dev/namespace";

    const string HelmLabel = "app.kubernetes.io/managed-by";
    const string HelmName = "meta.helm.sh/release-name";
    const string HelmNamespace = "meta.helm.sh/release-namespace";

    /// <summary>The selector of what may belong to a release: all that does is among it.</summary>
    public static string Selector(Release release) =>
        release.IsHelms ? $"{HelmLabel}=Helm" : $"{ReleaseLabel}={release.Name},{EnvironmentLabel}={release.Environment}";

    /// <summary>The name under which a release's fields are owned.</summary>
    public static string ManagerOf(Release release) => release.IsHelms ? "helm" : FieldManager;

    /// <summary>Whether an object in the cluster belongs to a release.</summary>
    public static bool Owns(Release release, Tree live) => release.IsHelms
        ? live.Text("metadata", "annotations", HelmName) == release.Name && live.Text("metadata", "annotations", HelmNamespace) == release.Namespace
        : live.Text("metadata", "labels", ReleaseLabel) == release.Name && live.Text("metadata", "labels", EnvironmentLabel) == release.Environment
            && (live.Text("metadata", "namespace") == release.Namespace || live.Text("metadata", "labels", NamespaceLabel) == release.Namespace);

    /// <summary>Whether a release may write over an object in the cluster: what is another release's never, what is nobody's only where it adopts.</summary>
    public static bool MayTake(Release release, Tree live, bool adopts) =>
        Owns(release, live) || (adopts && live.Text("metadata", "labels", ReleaseLabel) is null);

    /// <summary>Whether an object in the cluster says that it is to be kept, whatever becomes of its release. Helm reads its own annotation alone.</summary>
    public static bool SaysKeep(Release release, Tree live) =>
        live.Text("metadata", "annotations", "helm.sh/resource-policy") == "keep"
        || (!release.IsHelms && live.Text("metadata", "annotations", "ninjabuild.dev/prune") == "false");

    /// <summary>Whom an object in the cluster belongs to, for people; null where nobody says so.</summary>
    public static string? OwnerOf(Tree live)
    {
        if (live.Text("metadata", "labels", ReleaseLabel) is { } release)
        {
            var ns = live.Text("metadata", "labels", NamespaceLabel) is { } other ? $" in the namespace {other}" : "";
            return $"the release {release} of the environment {live.Text("metadata", "labels", EnvironmentLabel) ?? "?"}{ns}";
        }

        return HelmReleaseOf(live) is var (helm, home) ? $"the Helm release {helm} in {home}" : null;
    }

    /// <summary>The release of Helm's that an object in the cluster belongs to; null where it says of none.</summary>
    public static (string Name, string Namespace)? HelmReleaseOf(Tree? live) =>
        live.Text("metadata", "annotations", HelmName) is { } name ? (name, live.Text("metadata", "annotations", HelmNamespace) ?? "?") : null;

    /// <summary>Makes what is going to be applied an object of a release.</summary>
    internal static void Mark(Release release, Dictionary<string, object?> metadata, string ns)
    {
        var labels = Inner(metadata, "labels");
        if (!release.IsHelms)
        {
            labels[ReleaseLabel] = release.Name;
            labels[EnvironmentLabel] = release.Environment;
            if (ns != release.Namespace)
                labels[NamespaceLabel] = release.Namespace;
            return;
        }

        labels[HelmLabel] = "Helm";
        var annotations = Inner(metadata, "annotations");
        annotations[HelmName] = release.Name;
        annotations[HelmNamespace] = release.Namespace;
    }

    static Dictionary<string, object?> Inner(Dictionary<string, object?> metadata, string field)
    {
        if (metadata.GetValueOrDefault(field) is not Dictionary<string, object?> inner)
            metadata[field] = inner = new Dictionary<string, object?>(StringComparer.Ordinal);
        return inner;
    }
}
