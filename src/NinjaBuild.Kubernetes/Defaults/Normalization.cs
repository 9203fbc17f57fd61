using System.Text;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Defaults;

/// <summary>
/// Brings objects that mean the same to one form, so that they can be compared: defaults filled in, those too that the server does not write;
/// a Secret's <c>stringData</c> moved into <c>data</c>; null, empty lists, maps and texts taken away where they mean the same as nothing.
/// </summary>
public static class Normalization
{
    /// <summary>The normal form of an object. Lists keep their order; quantities keep their text.</summary>
    /// <param name="tree">The object as plain values.</param>
    /// <param name="type">Its type.</param>
    /// <param name="schema">The version's schema.</param>
    public static Dictionary<string, object?> Normalized(IReadOnlyDictionary<string, object?> tree, TypeName type, KubernetesSchema schema)
    {
        var result = ServerDefaults.Filled(tree, type, schema, alsoUnwritten: true);
        if (type is { ApiVersion: "v1", Kind: "Secret" }) MergeStringData(result);
        if (schema.DefinitionOf(type) is { } definition) Prune(schema, definition, result);
        else PruneNulls(result);
        return result;
    }

    static void MergeStringData(Dictionary<string, object?> secret)
    {
        var texts = secret.Mapping("stringData");
        secret.Remove("stringData");
        if (texts.Count == 0) return;
        if (secret.GetValueOrDefault("data") is not Dictionary<string, object?> data) secret["data"] = data = [];
        foreach (var (name, value) in texts)
        {
            if (value is string text) data[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        }
    }

    static void Prune(KubernetesSchema schema, Definition definition, Dictionary<string, object?> mapping)
    {
        foreach (var name in mapping.Keys.ToArray())
        {
            var value = mapping[name];
            if (!definition.Fields.TryGetValue(name, out var field)) continue;
            PruneInside(schema, field.Type, value);
            if (IsNothing(definition.Name, field, value)) mapping.Remove(name);
        }
    }

    static void PruneInside(KubernetesSchema schema, FieldType type, object? value)
    {
        switch (type.Shape, value)
        {
            case (FieldShape.Definition, Dictionary<string, object?> mapping):
                if (schema.Definition(type.DefinitionName!) is { } definition) Prune(schema, definition, mapping);
                break;
            case (FieldShape.List, List<object?> list):
                foreach (var item in list) PruneInside(schema, type.Element!, item);
                break;
            case (FieldShape.Map, Dictionary<string, object?> map):
                foreach (var item in map.Values) PruneInside(schema, type.Element!, item);
                break;
        }
    }

    static bool IsNothing(string definition, SchemaField field, object? value) => value switch
    {
        null => true,
        "" => field.Type.Shape == FieldShape.String && !MeansSomethingEmpty(definition, field.Name),
        List<object?> list => list.Count == 0 && field.Type.Shape == FieldShape.List,
        Dictionary<string, object?> map => map.Count == 0 && field.Type.Shape == FieldShape.Map,
        _ => false,
    };

    // Texts whose Go type is a pointer, where the empty one is a choice of its own: no class at all, instead of the default one.
    static bool MeansSomethingEmpty(string definition, string field) => (definition, field) switch
    {
        (_, "storageClassName" or "volumeAttributesClassName" or "ingressClassName" or "loadBalancerClass") => true,
        _ => false,
    };

    static void PruneNulls(Dictionary<string, object?> mapping)
    {
        foreach (var name in mapping.Keys.ToArray())
        {
            if (mapping[name] is null) mapping.Remove(name);
            else if (mapping[name] is Dictionary<string, object?> inner) PruneNulls(inner);
        }
    }
}
