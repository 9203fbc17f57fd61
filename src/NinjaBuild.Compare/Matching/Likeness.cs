using System.Globalization;
using NinjaBuild.Kubernetes.Manifests;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Matching;

/// <summary>How alike two objects of one kind are, from 0 to 1, and what speaks for it.</summary>
sealed class Likeness
{
    /// <summary>From here on two objects are taken for one.</summary>
    public const double Enough = 0.5;

    readonly List<string> _evidence = [];
    double _score;
    double _weight;

    Likeness()
    {
    }

    /// <summary>The share of what was looked at that is alike.</summary>
    public double Score => _weight == 0 ? 0 : _score / _weight;

    /// <summary>What is alike, for people.</summary>
    public string Evidence => string.Join(", ", _evidence);

    /// <summary>Compares what an object is known by: its name, image, ports, selector, variables, routes, keys of data.</summary>
    public static Likeness Of(Manifest before, Manifest after)
    {
        var likeness = new Likeness();
        likeness.Names(before.Identity.Name, after.Identity.Name);
        likeness.Sets("image", 3, Images(before.Tree), Images(after.Tree));
        likeness.Sets("ports", 2, Ports(before.Tree), Ports(after.Tree));
        likeness.Sets("selector", 2, Selectors(before.Tree), Selectors(after.Tree));
        likeness.Sets("variables", 1, Names(before.Tree, "env"), Names(after.Tree, "env"));
        likeness.Sets("paths", 3, Collected(before.Tree, "path"), Collected(after.Tree, "path"));
        likeness.Sets("keys", 3, DataKeys(before.Tree), DataKeys(after.Tree));
        return likeness;
    }

    void Names(string before, string after)
    {
        const double weight = 3;
        var (first, second) = (before.Split('-', '.'), after.Split('-', '.'));
        var shared = first.Intersect(second, StringComparer.Ordinal).ToList();
        var score = 2.0 * shared.Count / (first.Length + second.Length);
        (_score, _weight) = (_score + (weight * score), _weight + weight);
        if (shared.Count > 0)
            _evidence.Add($"'{string.Join('-', shared)}' in the name");
    }

    void Sets(string what, double weight, IReadOnlySet<string> before, IReadOnlySet<string> after)
    {
        if (before.Count == 0 && after.Count == 0)
            return;
        var shared = before.Where(after.Contains).Order(StringComparer.Ordinal).ToList();
        (_score, _weight) = (_score + (weight * 2 * shared.Count / (before.Count + after.Count)), _weight + weight);
        if (shared.Count > 0)
            _evidence.Add($"{what} {string.Join(' ', shared.Take(3))}{(shared.Count > 3 ? string.Create(CultureInfo.InvariantCulture, $" and {shared.Count - 3} more") : "")}");
    }

    /// <summary>Repositories without registry and tag: those change more often than what runs.</summary>
    static HashSet<string> Images(Map tree) => [.. Collected(tree, "image").Select(static image =>
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return name.Split('@')[0].Split(':')[0];
    })];

    static HashSet<string> Ports(Map tree) => [.. Collected(tree, "containerPort"), .. Collected(tree, "port")];

    static HashSet<string> Selectors(Map tree)
    {
        var spec = tree.GetValueOrDefault("spec") as Map;
        var selector = spec?.GetValueOrDefault("selector") as Map;
        var labels = selector?.GetValueOrDefault("matchLabels") as Map ?? selector;
        return labels is null ? [] : [.. labels.Where(label => label.Value is string).Select(label => $"{label.Key}={label.Value}")];
    }

    static HashSet<string> DataKeys(Map tree) =>
        [.. ((tree.GetValueOrDefault("data") as Map)?.Keys ?? []), .. ((tree.GetValueOrDefault("stringData") as Map)?.Keys ?? [])];

    static HashSet<string> Names(Map tree, string list)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Walk(tree, (key, value) =>
        {
            if (key == list && value is IReadOnlyList<object?> items)
                names.UnionWith(items.OfType<Map>().Select(item => item.GetValueOrDefault("name")).OfType<string>());
        });
        return names;
    }

    static HashSet<string> Collected(Map tree, string field)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        Walk(tree, (key, value) =>
        {
            if (key == field && value is not (null or Map or IReadOnlyList<object?>))
                values.Add(Convert.ToString(value, CultureInfo.InvariantCulture)!);
        });
        return values;
    }

    static void Walk(object? node, Action<string, object?> visit)
    {
        if (node is Map map)
        {
            foreach (var (key, value) in map)
            {
                visit(key, value);
                Walk(value, visit);
            }
        }
        else if (node is IReadOnlyList<object?> list)
        {
            foreach (var item in list)
                Walk(item, visit);
        }
    }
}
