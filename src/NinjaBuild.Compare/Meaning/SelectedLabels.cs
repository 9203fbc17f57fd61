using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Meaning;

/// <summary>Finds the labels that selectors look at, of built-in kinds and of others that write selectors as those do.</summary>
static class SelectedLabels
{
    /// <summary>The keys of the labels.</summary>
    public static HashSet<string> Of(IEnumerable<Map> objects)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in objects)
        {
            if (tree.Text("kind") is "Service" or "ReplicationController")
                keys.UnionWith(tree.Mapping("spec", "selector").Keys);
            Walk(tree, keys);
        }

        return keys;
    }

    static void Walk(object? node, HashSet<string> keys)
    {
        foreach (var (name, value) in node as Map ?? new Dictionary<string, object?>())
        {
            if (name == "matchLabels")
                keys.UnionWith(value.Mapping().Keys);
            else if (name == "matchExpressions")
                keys.UnionWith(value.Items().Select(expression => expression.Text("key")).OfType<string>());
            else if (name is not ("data" or "stringData" or "binaryData"))
                Walk(value, keys);
        }

        foreach (var item in node.Items())
            Walk(item, keys);
    }
}
