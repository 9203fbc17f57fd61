using NinjaBuild.Compare.Differences;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Meaning;

/// <summary>
/// Ports by their numbers. A probe, a Service's targetPort and an Ingress' backend may give a port by name, which the container or the Service
/// says; where one side does so and the other writes the number, nothing differs.
/// </summary>
static class NamedPorts
{
    /// <summary>Whether a difference is only in how a port is written.</summary>
    public static bool IsSamePort(FieldDifference difference, Side before, Manifest first, Side after, Manifest second) =>
        difference is { Before: not null, After: not null } or { Path.Last: "port" or "number" or "name" }
        && (difference.Path.Last is "port" or "targetPort" || difference.Path.Steps is [.., "port", "number" or "name"])
        && Number(difference.Path, before, first) is { } number && number == Number(difference.Path, after, second);

    static string? Number(FieldPath path, Side side, Manifest manifest)
    {
        var tree = side.Tree(manifest);
        return path.Steps switch
        {
            ["spec", "ports", var item, "targetPort"] => OfService(side, manifest, tree, Walk(tree, ["spec", "ports", item])),
            [.., "service", "port", "number" or "name"] => OfBackend(side, manifest, Walk(tree, path.Steps.AsSpan()[..^2])),
            [.., _, "port"] when Container(path) is { } container => InContainer(Walk(tree, container), Walk(tree, path.Steps.AsSpan())),
            _ => null,
        };
    }

    static string[]? Container(FieldPath path)
    {
        for (var i = path.Steps.Length - 1; i > 0; i--)
        {
            if (path.Steps[i - 1] is "containers" or "initContainers")
                return [.. path.Steps.AsSpan()[..(i + 1)]];
        }

        return null;
    }

    static string? InContainer(object? container, object? port) => port is string name
        ? container.Items("ports").Where(each => each.Text("name") == name).Select(each => CanonicalText.Plain(each.At("containerPort"))).FirstOrDefault() ?? name
        : port is null ? null : CanonicalText.Plain(port);

    static string? OfService(Side side, Manifest service, Map tree, object? port)
    {
        var target = port.At("targetPort");
        var numbers = target is string
            ? side.Pods(service.Identity.Namespace, tree.Mapping("spec", "selector")).SelectMany(pod => pod.Items("spec", "containers"))
                .Select(container => InContainer(container, target)).Where(number => number is not null && number != (string)target).Distinct(StringComparer.Ordinal).ToList()
            : [CanonicalText.Plain(target)];
        return numbers is [var only] ? only : null;
    }

    /// <summary>The number of the port that an Ingress' backend names; null where it is not known.</summary>
    public static string? OfBackend(Side side, Manifest ingress, object? service)
    {
        if (service.At("port", "number") is { } number)
            return CanonicalText.Plain(number);
        var found = side.Find("Service", ingress.Identity.Namespace, service.Text("name") ?? "");
        return found.Items("spec", "ports").Where(port => port.Text("name") == service.Text("port", "name"))
            .Select(port => CanonicalText.Plain(port.At("port"))).FirstOrDefault();
    }

    static object? Walk(object? tree, ReadOnlySpan<string> steps)
    {
        foreach (var step in steps)
            tree = step.StartsWith('[') ? Item(tree, step[1..^1]) : tree.At(step);
        return tree;
    }

    static object? Item(object? list, string key) => list.Items().FirstOrDefault(item => Array.TrueForAll(
        key.Split(','), pair => pair.Split('=', 2) is [var name, var value] && (item.At(name) is { } found ? CanonicalText.Plain(found) : "*") == value));
}
