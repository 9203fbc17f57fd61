using System.Globalization;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Waiting.Looks;

/// <summary>What is kept of a ReplicaSet: which pods are whose.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its uid, which its pods name as their owner.</param>
/// <param name="Owner">The uid of its Deployment; empty where it has none.</param>
/// <param name="Revision">The Deployment's revision that it holds.</param>
sealed record ReplicaSetLook(string Name, string Uid, string Owner, string? Revision)
{
    /// <summary>Looks at a ReplicaSet.</summary>
    public static ReplicaSetLook Of(Tree set) => new(
        set.Text("metadata", "name") ?? "",
        set.Text("metadata", "uid") ?? "",
        PodLook.Controller(set).Text("uid") ?? "",
        set.Text("metadata", "annotations", "deployment.kubernetes.io/revision"));

    /// <summary>The revision as a number, since the newest is the one that counts where a Deployment does not say.</summary>
    public long Number => long.TryParse(Revision, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
}
