using NinjaBuild.Compare.Differences;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Meaning;

/// <summary>
/// Rights that a pod's security context gives to containers that say nothing themselves
/// (https://kubernetes.io/docs/tasks/configure-pod-container/security-context/). Whether the pod or each container says it makes no difference.
/// </summary>
sealed class InheritedSecurity(KubernetesSchema schema)
{
    const string Context = "securityContext";

    static readonly string[] Fields = ["runAsUser", "runAsGroup", "runAsNonRoot", "seLinuxOptions", "seccompProfile", "appArmorProfile", "windowsOptions"];

    readonly CanonicalText _canonical = new(schema);

    /// <summary>Both objects, without the rights that all containers have on both sides although they are written in other places.</summary>
    public (Map Before, Map After) Align(Map before, Map after)
    {
        if (PodTemplate.SpecOf(before) is not { } first || PodTemplate.SpecOf(after) is not { } second)
            return (before, after);
        var moved = Array.FindAll(Fields, field => Text(first, field) != Text(second, field) && InEffect(first, field).SequenceEqual(InEffect(second, field), StringComparer.Ordinal));
        return moved.Length == 0 ? (before, after) : (Without(before, moved), Without(after, moved));
    }

    string Text(Map pod, string field) => _canonical.Of(null, pod.At(Context, field));

    IEnumerable<string> InEffect(Map pod, string field) => PodTemplate.ContainersOf(pod)
        .Select(container => $"{container.Text("name")}={_canonical.Of(null, container.At(Context, field) ?? pod.At(Context, field))}").Order(StringComparer.Ordinal);

    static Dictionary<string, object?> Without(Map tree, string[] fields)
    {
        var copy = TreeAccess.CopyMapping(tree);
        var pod = PodTemplate.SpecOf(copy)!;
        foreach (var context in PodTemplate.ContainersOf(pod).Append(pod).Select(owner => owner.At(Context)).OfType<Dictionary<string, object?>>())
        {
            foreach (var field in fields)
                context.Remove(field);
        }

        return copy;
    }
}
