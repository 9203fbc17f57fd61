using NinjaBuild.Compare.Differences;
using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Matching;

/// <summary>What an object is known by besides its name, as texts of several sorts.</summary>
/// <param name="Sort">The sort: image, ports, selector, variables, paths, keys.</param>
/// <param name="Weight">How much the sort counts.</param>
/// <param name="Values">The object's values of this sort.</param>
sealed record Features(string Sort, double Weight, IReadOnlySet<string> Values)
{
    /// <summary>The features of an object, of every sort, in one order.</summary>
    public static IReadOnlyList<Features> Of(Map tree)
    {
        var (images, ports, variables, paths) = (Set(), Set(), Set(), Set());
        Walk(tree, images, ports, variables, paths);
        return
        [
            new("image", 3, images),
            new("ports", 2, ports),
            new("selector", 2, Selector(tree)),
            new("variables", 1, variables),
            new("paths", 3, paths),
            new("keys", 3, new HashSet<string>(tree.Mapping("data").Keys, StringComparer.Ordinal)),
        ];
    }

    static HashSet<string> Set() => new(StringComparer.Ordinal);

    static HashSet<string> Selector(Map tree)
    {
        var selector = tree.Mapping("spec", "selector");
        var labels = selector.At("matchLabels") as Map ?? selector;
        return [.. labels.Where(label => label.Value is string).Select(label => $"{label.Key}={label.Value}")];
    }

    static void Walk(object? node, HashSet<string> images, HashSet<string> ports, HashSet<string> variables, HashSet<string> paths)
    {
        foreach (var (key, value) in node.Mapping())
        {
            if (value is null or Map)
            {
                Walk(value, images, ports, variables, paths);
                continue;
            }

            if (value is IReadOnlyList<object?> items)
            {
                if (key == "env")
                    variables.UnionWith(items.Select(item => item.Text("name")).OfType<string>());
                foreach (var item in items)
                    Walk(item, images, ports, variables, paths);
                continue;
            }

            _ = key switch
            {
                "image" => images.Add(Program(CanonicalText.Plain(value))),
                "containerPort" or "port" => ports.Add(CanonicalText.Plain(value)),
                "path" => paths.Add(CanonicalText.Plain(value)),
                _ => false,
            };
        }
    }

    // The repository's last part: registry and tag change more often than what runs.
    static string Program(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return name.Split('@')[0].Split(':')[0];
    }
}
