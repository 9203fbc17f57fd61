using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Yaml;

namespace NinjaBuild.Kubernetes.Validation;

/// <summary>The kinds that CustomResourceDefinitions among the objects define.</summary>
static class CustomKinds
{
    /// <summary>The definitions by type; versions without a schema, and those that are not served, are left out.</summary>
    public static Dictionary<TypeName, Definition> Of(IReadOnlyCollection<Manifest> manifests)
    {
        var result = new Dictionary<TypeName, Definition>();
        var types = new HashSet<TypeName>(manifests.Select(manifest => manifest.Type));
        var groups = new HashSet<string>(types.Select(type => type.Group), StringComparer.Ordinal);
        foreach (var manifest in manifests)
        {
            if (manifest.Type is not { ApiVersion: "apiextensions.k8s.io/v1", Kind: "CustomResourceDefinition" }) continue;

            // A chart may bring hundreds of definitions; only those that are used are worth a look.
            if (manifest.Node["spec"] is not YamlMapping spec || spec["group"] is not YamlScalar { Text: var group } || !groups.Contains(group)) continue;
            var kind = manifest.Tree.Text("spec", "names", "kind");
            foreach (var version in manifest.Tree.Items("spec", "versions"))
            {
                var type = new TypeName($"{group}/{version.Text("name")}", kind ?? "");
                if (types.Contains(type) && version.IsTrue("served") && CustomSchema.Read(version) is { } definition) result[type] = definition;
            }
        }

        return result;
    }
}
