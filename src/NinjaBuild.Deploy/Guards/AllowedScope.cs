using NinjaBuild.Deploy.Releases;

namespace NinjaBuild.Deploy.Guards;

/// <summary>Where the objects of a chart may be.</summary>
/// <param name="Namespaces">Namespaces besides the release's own.</param>
/// <param name="ClusterKinds">Kinds that live outside namespaces.</param>
sealed record AllowedScope(IReadOnlyCollection<string> Namespaces, IReadOnlyCollection<string> ClusterKinds)
{
    /// <summary>The objects that are elsewhere.</summary>
    public IEnumerable<DeployProblem> Check(Release release, ReleaseContent content)
    {
        foreach (var item in content.Objects.Concat(content.Hooks.Select(hook => hook.Object)))
        {
            var (kind, ns) = (item.Identity.Kind, item.Identity.Namespace);
            if (ns.Length == 0 && !ClusterKinds.Contains(kind, StringComparer.Ordinal))
                yield return Problem(item, $"lives outside namespaces, and the chart may not have such objects: where it should, say so in its compose.yaml (clusterScoped: [{kind}])");
            else if (ns.Length > 0 && ns != release.Namespace && !Namespaces.Contains(ns, StringComparer.Ordinal))
                yield return Problem(item, $"is in another namespace than the release ({release.Namespace}): where it should be, say so in the chart's compose.yaml (namespaces: [{ns}])");
        }
    }

    static DeployProblem Problem(ReleaseObject item, string message) =>
        new(item.Identity.ToString(), item.Source is null ? message : $"{message} (from {item.Source})");
}
