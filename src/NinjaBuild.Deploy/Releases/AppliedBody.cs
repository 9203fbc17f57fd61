using System.Text;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Yaml;

namespace NinjaBuild.Deploy.Releases;

/// <summary>Makes of a manifest what is sent to the server: with the labels of its release, and without what only the server writes.</summary>
static class AppliedBody
{
    /// <summary>The fields of <c>metadata</c> that are the server's.</summary>
    public static readonly IReadOnlyList<string> ServerMetadata = ["creationTimestamp", "deletionTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"];

    /// <summary>The body.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="release">The release that it is of.</param>
    /// <param name="ns">The namespace; empty where the kind has none.</param>
    /// <param name="name">The name.</param>
    public static Tree Of(Manifest manifest, Release release, string ns, string name)
    {
        var body = (Dictionary<string, object?>)YamlValues.ToObject(manifest.Node)!;
        body["apiVersion"] = manifest.Type.ApiVersion;
        body["kind"] = manifest.Type.Kind;
        body.Remove("status");
        if (KubernetesSchema.IsNamespaced(manifest.Type.Group, manifest.Kind) is not null)
            DropNulls(body);
        var metadata = Inner(body, "metadata");
        foreach (var field in ServerMetadata)
            metadata.Remove(field);
        metadata.Remove("generateName");
        metadata["name"] = name;
        if (ns.Length == 0)
            metadata.Remove("namespace");
        else
            metadata["namespace"] = ns;
        Ownership.Mark(release, metadata, ns);
        if (manifest.Type is { Group: "", Kind: "Secret" })
            EncodeTexts(body);
        return body;
    }

    static Dictionary<string, object?> Inner(Dictionary<string, object?> tree, string field)
    {
        if (tree.GetValueOrDefault(field) is not Dictionary<string, object?> inner)
            tree[field] = inner = new Dictionary<string, object?>(StringComparer.Ordinal);
        return inner;
    }

    // A field of a built-in kind that is null is as good as absent; server-side apply would still count it as owned.
    static void DropNulls(object? tree)
    {
        if (tree is Dictionary<string, object?> mapping)
        {
            foreach (var name in mapping.Where(entry => entry.Value is null).Select(entry => entry.Key).ToList())
                mapping.Remove(name);
            foreach (var value in mapping.Values)
                DropNulls(value);
        }
        else if (tree is List<object?> list)
        {
            foreach (var item in list)
                DropNulls(item);
        }
    }

    // stringData is only ever written: the server keeps data, and a key that is taken out of stringData would stay there.
    static void EncodeTexts(Dictionary<string, object?> secret)
    {
        if (!secret.Remove("stringData", out var texts) || texts is not Dictionary<string, object?> entries)
            return;
        var data = Inner(secret, "data");
        foreach (var (key, value) in entries)
            data[key] = value is string text ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : value;
    }
}
