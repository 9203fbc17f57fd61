using NinjaBuild.Kubernetes.Trees;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Compare.Meaning;

/// <summary>The pods that a workload makes.</summary>
static class PodTemplate
{
    static readonly string[] ContainerLists = ["containers", "initContainers", "ephemeralContainers"];

    /// <summary>What a workload's pods are to be, or a Pod is; null for what makes none.</summary>
    public static Map? SpecOf(Map tree) =>
        (tree.Text("kind") == "Pod" ? tree.At("spec") : tree.At("spec", "jobTemplate", "spec", "template", "spec") ?? tree.At("spec", "template", "spec")) as Map;

    /// <summary>The containers of all lists of a pod.</summary>
    public static IEnumerable<object?> ContainersOf(Map pod) => ContainerLists.SelectMany(list => pod.Items(list));
}
