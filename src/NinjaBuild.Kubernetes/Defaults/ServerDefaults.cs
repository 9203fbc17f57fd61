using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Defaults;

/// <summary>
/// What the API server fills into an object of a built-in kind, as far as it depends on the object alone: no cluster IPs, no storage class,
/// no admission plugins.
/// </summary>
public static class ServerDefaults
{
    /// <summary>A copy of an object with the fields that the server would write into it; a plain copy where the kind is not built in.</summary>
    /// <param name="tree">The object as plain values (<see cref="Manifest.Tree"/>).</param>
    /// <param name="type">Its type.</param>
    /// <param name="schema">The version's schema.</param>
    public static Dictionary<string, object?> Defaulted(IReadOnlyDictionary<string, object?> tree, TypeName type, KubernetesSchema schema) =>
        Filled(tree, type, schema, alsoUnwritten: false);

    internal static Dictionary<string, object?> Filled(
        IReadOnlyDictionary<string, object?> tree, TypeName type, KubernetesSchema schema, bool alsoUnwritten)
    {
        var result = TreeAccess.CopyMapping(tree);
        if (schema.DefinitionOf(type) is { } definition) new DefaultFilling(schema, alsoUnwritten).Fill(definition, result, isWritten: true);
        return result;
    }
}
