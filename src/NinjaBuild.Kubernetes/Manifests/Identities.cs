using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Manifests;

/// <summary>Gives objects their identities, once all are known: a custom kind's scope may be told by a definition further down.</summary>
static class Identities
{
    public static void Assign(List<Manifest> manifests, string? releaseNamespace)
    {
        var custom = CustomScopes(manifests);
        foreach (var manifest in manifests)
        {
            var (group, kind) = (manifest.Type.Group, manifest.Kind);
            manifest.IsNamespaced = KindScope.IsNamespaced(group, kind) ?? (custom.TryGetValue((group, kind), out bool scope) ? scope : null);

            // The server clears the namespace of a kind that has none.
            var ns = manifest.IsNamespaced == false ? "" : manifest.DeclaredNamespace ?? releaseNamespace ?? "";
            manifest.Identity = new ObjectIdentity(group, kind, ns, manifest.Name ?? manifest.GenerateName + "*");
        }
    }

    static Dictionary<(string Group, string Kind), bool> CustomScopes(List<Manifest> manifests)
    {
        var result = new Dictionary<(string Group, string Kind), bool>();
        foreach (var manifest in manifests)
        {
            if (manifest.Type is not { Group: "apiextensions.k8s.io", Kind: "CustomResourceDefinition" }) continue;
            if (manifest.Node["spec"] is not YamlMapping spec || spec["names"] is not YamlMapping names) continue;
            if (spec["group"] is YamlScalar { Value: string group } && names["kind"] is YamlScalar { Value: string kind })
                result[(group, kind)] = spec["scope"] is not YamlScalar { Text: "Cluster" };
        }

        return result;
    }
}
