using NinjaBuild.Hermetic;
using NinjaBuild.Yaml;

namespace NinjaBuild.Charts.Manifests;

/// <summary>A YAML file of Kubernetes objects that a user adds to a chart (<c>manifests:</c> of an app or a chart).</summary>
static class ExtraManifest
{
    /// <summary>The annotation of an object that belongs to another namespace than the release's; it does not get into the chart.</summary>
    const string NamespaceAnnotation = "ninjabuild.dev/namespace";

    /// <summary>Reads the objects of a file as data for <c>manifest.yaml.tmpl</c>.</summary>
    /// <exception cref="RuleException">The file is no YAML, or holds something that is no Kubernetes object.</exception>
    public static List<object?> Read(string path, byte[] content)
    {
        var read = YamlReader.Read(content, path);
        if (read.Errors.Count > 0)
            throw new RuleException(string.Join('\n', read.Errors));

        return [.. read.Documents.Where(document => document is not YamlScalar { Value: null }).Select(document => Object(path, document))];
    }

    static object Object(string path, YamlNode document)
    {
        if (document is not YamlMapping mapping
            || mapping["apiVersion"] is not YamlScalar { Value: string apiVersion }
            || mapping["kind"] is not YamlScalar { Value: string kind }
            || mapping["metadata"] is not YamlMapping metadata
            || metadata["name"] is not YamlScalar { Value: string })
        {
            throw new RuleException(
                $"{path}:{document.At.Line}:{document.At.Column}: is no Kubernetes object: it needs apiVersion, kind and metadata.name");
        }

        var whole = (Dictionary<string, object?>)YamlValues.ToObject(mapping)!;
        var meta = (Dictionary<string, object?>)whole["metadata"]!;
        string? elsewhere = null;
        if (meta.GetValueOrDefault("annotations") is Dictionary<string, object?> annotations && annotations.Remove(NamespaceAnnotation, out var named))
        {
            elsewhere = named as string;
            if (annotations.Count == 0)
                meta.Remove("annotations");
        }

        var labels = meta.GetValueOrDefault("labels") as Dictionary<string, object?> ?? [];
        return new Dictionary<string, object?>
        {
            ["head"] = new Dictionary<string, object?> { ["apiVersion"] = apiVersion, ["kind"] = kind },
            ["metadata"] = Without(meta, "labels", "namespace"),
            ["labels"] = labels,
            ["namespace"] = elsewhere,
            ["namespaced"] = !ClusterScope.Contains(apiVersion, kind),
            ["body"] = Without(whole, "apiVersion", "kind", "metadata"),
        };
    }

    static Dictionary<string, object?> Without(Dictionary<string, object?> map, params string[] keys) =>
        map.Where(entry => !keys.Contains(entry.Key)).ToDictionary();
}
