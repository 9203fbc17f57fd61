using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Compare.Meaning;

/// <summary>
/// Whether pods get the token of their service account. Where a pod does not say, its account does, and where that does not, it gets it
/// (https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting).
/// </summary>
static class AccountToken
{
    const string Field = "automountServiceAccountToken";

    /// <summary>Fills in what a workload's pods do not say.</summary>
    /// <param name="tree">The workload.</param>
    /// <param name="objects">The objects of its side.</param>
    public static Dictionary<string, object?> Filled(Dictionary<string, object?> tree, IReadOnlyList<Manifest> objects)
    {
        if (PodTemplate.SpecOf(tree) is not Dictionary<string, object?> pod || pod.ContainsKey(Field))
            return tree;
        var name = pod.Text("serviceAccountName") ?? "default";
        var account = objects.FirstOrDefault(item => item is { Kind: "ServiceAccount" } && item.Name == name);
        pod[Field] = account?.Tree.At(Field) as bool? ?? true;
        return tree;
    }
}
