using NinjaBuild.Compare.Differences;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Meaning;

/// <summary>
/// The variables that containers see, with what the release's own ConfigMaps say filled in. Where both sides write their variables in the
/// same way there is nothing to fill in: what differs in a ConfigMap is shown there.
/// </summary>
static class ResolvedEnv
{
    /// <summary>Both objects, their containers' variables resolved where they are written differently.</summary>
    public static (Map Before, Map After) Resolve(Side before, Side after, string beforeNamespace, string afterNamespace, Map first, Map second, KubernetesSchema schema)
    {
        var (firstPod, secondPod) = (PodTemplate.SpecOf(first), PodTemplate.SpecOf(second));
        if (firstPod is null || secondPod is null || Env(firstPod, schema) == Env(secondPod, schema))
            return (first, second);
        return (Resolved(before, beforeNamespace, first), Resolved(after, afterNamespace, second));
    }

    static string Env(Map pod, KubernetesSchema schema)
    {
        var canonical = new CanonicalText(schema);
        return string.Join('|', PodTemplate.ContainersOf(pod).SelectMany(container => new[]
        {
            canonical.Of(null, container.At("env")), canonical.Of(null, container.At("envFrom")),
        }));
    }

    static Dictionary<string, object?> Resolved(Side side, string @namespace, Map tree)
    {
        var copy = TreeAccess.CopyMapping(tree);
        foreach (var container in PodTemplate.ContainersOf(PodTemplate.SpecOf(copy)!).OfType<Dictionary<string, object?>>())
        {
            var variables = new Dictionary<string, object?>(StringComparer.Ordinal);
            var sources = new List<object?>();
            foreach (var source in container.Items("envFrom"))
            {
                if (Known(side, @namespace, source.Text("configMapRef", "name")) is not { } data)
                    sources.Add(source);
                else
                    Add(variables, data.Select(entry => (Name: source.Text("prefix") + entry.Key, Variable: (object?)Literal(source.Text("prefix") + entry.Key, entry.Value))));
            }

            Add(variables, container.Items("env").Select(variable => (variable.Text("name") ?? "", Resolved(side, @namespace, variable))));
            Set(container, "envFrom", sources);
            Set(container, "env", [.. variables.Values]);
        }

        return copy;
    }

    // Of two variables of one name the later counts; it stands where the later stands, since it sees those before it.
    static void Add(Dictionary<string, object?> variables, IEnumerable<(string Name, object? Variable)> added)
    {
        foreach (var (name, variable) in added)
        {
            variables.Remove(name);
            variables[name] = variable;
        }
    }

    static object? Resolved(Side side, string @namespace, object? variable) =>
        variable.At("valueFrom", "configMapKeyRef") is Map reference
        && reference.Text("key") is { } key
        && Known(side, @namespace, reference.Text("name"))?.GetValueOrDefault(key) is { } value
            ? Literal(variable.Text("name") ?? "", value)
            : variable;

    static Dictionary<string, object?> Literal(string name, object? value) => new(StringComparer.Ordinal) { ["name"] = name, ["value"] = value };

    static Map? Known(Side side, string @namespace, string? configMap) =>
        configMap is null ? null : side.Find("ConfigMap", @namespace, configMap)?.Mapping("data");

    static void Set(Dictionary<string, object?> container, string field, List<object?> items)
    {
        if (items.Count > 0)
            container[field] = items;
        else
            container.Remove(field);
    }
}
