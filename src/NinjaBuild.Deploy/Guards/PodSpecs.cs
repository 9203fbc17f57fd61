using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Guards;

/// <summary>Finds the pods that an object makes.</summary>
static class PodSpecs
{
    /// <summary>The spec of the pods; null where the object makes none.</summary>
    public static Tree? Of(Tree body) => body.Text("kind") switch
    {
        "Pod" => body.At("spec") as Tree,
        "CronJob" => body.At("spec", "jobTemplate", "spec", "template", "spec") as Tree,
        _ => body.At("spec", "template", "spec") is Tree spec && spec.ContainsKey("containers") ? spec : null,
    };

    /// <summary>All containers of a pod, those that run before the others included.</summary>
    public static IEnumerable<Tree> Containers(Tree spec) => spec.Items("initContainers").Concat(spec.Items("containers")).OfType<Tree>();
}
