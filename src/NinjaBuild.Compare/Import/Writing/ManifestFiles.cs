using NinjaBuild.Compare.Import.Inference;
using NinjaBuild.Compare.Import.Reading;
using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.Dictionary<string, object?>;

namespace NinjaBuild.Compare.Import.Writing;

/// <summary>Writes what no app makes as extra manifests of the chart: one file for each kind, and for each environment where objects differ.</summary>
static class ManifestFiles
{
    const string Folder = "manifests";

    /// <summary>The files, by their paths relative to the chart's folder, with the environment that alone has them; null for all.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="environments">The environments.</param>
    /// <param name="chart">Name of the new chart, which is that of its release too.</param>
    /// <param name="version">Its version.</param>
    public static IReadOnlyList<(string Path, string? Environment, string Text)> Of(IEnumerable<LiveObject> objects, IReadOnlyList<LiveEnvironment> environments, string chart, string version)
    {
        var files = new SortedDictionary<(string Environment, string Kind), List<Map>>();
        foreach (var item in objects)
        {
            var trees = environments.Where(environment => item.Trees.ContainsKey(environment.Name))
                .Select(environment => (environment.Name, Tree: Bare(item.Trees[environment.Name], environment, chart, version))).ToList();
            if (trees.Count == environments.Count && trees.TrueForAll(entry => Fields.AreSame(entry.Tree, trees[0].Tree)))
                Add("", item.Kind, trees[0].Tree);
            else
                trees.ForEach(entry => Add(entry.Name, item.Kind, entry.Tree));
        }

        return [.. files.Select(file => (
            file.Key.Environment.Length == 0 ? $"{Folder}/{Plural(file.Key.Kind)}.yaml" : $"{Folder}/{file.Key.Environment}/{Plural(file.Key.Kind)}.yaml",
            file.Key.Environment.Length == 0 ? null : file.Key.Environment,
            string.Join("---\n", file.Value.Select(tree => DeclarationText.Write(tree, null)))))];

        void Add(string environment, string kind, Map tree)
        {
            if (!files.TryGetValue((environment, kind), out var list))
                files[(environment, kind)] = list = [];
            list.Add(tree);
        }
    }

    static Map Bare(Map tree, LiveEnvironment environment, string chart, string version)
    {
        var bare = TreeAccess.CopyMapping(tree);
        if (bare.GetValueOrDefault("metadata") is not Map metadata)
            return bare;
        if (metadata.Remove("namespace", out var space) && space is string { Length: > 0 } own && own != environment.Namespace)
        {
            var annotations = metadata.GetValueOrDefault("annotations") as Map ?? [];
            annotations["ninjabuild.dev/namespace"] = own;
            metadata["annotations"] = annotations;
        }

        if (metadata.GetValueOrDefault("labels") is Map labels)
        {
            foreach (var (name, made) in new[] { ("helm.sh/chart", $"{chart}-{version}".Replace('+', '_')), ("app.kubernetes.io/managed-by", "Helm"), ("app.kubernetes.io/instance", chart) })
            {
                if (labels.GetValueOrDefault(name) is string value && value == made)
                    labels.Remove(name);
            }
        }

        foreach (var name in metadata.Where(entry => entry.Value is null or Map { Count: 0 }).Select(entry => entry.Key).ToList())
            metadata.Remove(name);
        return bare;
    }

    // No composed file has a kind's plural for its name.
    static string Plural(string kind)
    {
        var name = new string([.. kind.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return name.EndsWith('y') ? $"{name[..^1]}ies" : name.EndsWith('s') ? $"{name}es" : $"{name}s";
    }
}
