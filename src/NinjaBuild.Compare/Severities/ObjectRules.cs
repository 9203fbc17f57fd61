using NinjaBuild.Compare.Meaning;
using NinjaBuild.Compare.Model;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Schema;
using static NinjaBuild.Compare.Model.ObjectChange;
using static NinjaBuild.Compare.Model.Severity;

namespace NinjaBuild.Compare.Severities;

/// <summary>Says how much it matters that an object is there, gone or renamed.</summary>
/// <param name="Id">Its name, which reports show.</param>
/// <param name="Change">What became of the object.</param>
/// <param name="Kinds">The kinds it is for; empty for all.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Reason">Why, for people.</param>
sealed record ObjectRule(string Id, ObjectChange Change, IReadOnlyList<string> Kinds, Severity Severity, string Reason)
{
    /// <summary>What must be so besides: of the object on its own side, and the other side; null for nothing.</summary>
    public Func<Side, Manifest, Side, bool>? When { get; init; }
}

/// <summary>How much it matters what became of objects. The first rule that applies decides.</summary>
static class ObjectRules
{
    const string DeletedAndMade = "the live object is deleted and one of the new name is made";

    static readonly ObjectRule[] Rules =
    [
        new("kept", Removed, [], Cosmetic, "its annotation helm.sh/resource-policy keeps it when the release gives it up")
        {
            When = (_, manifest, _) => manifest.Annotations.GetValueOrDefault("helm.sh/resource-policy") == "keep",
        },
        new("removed-hook", Removed, [], Behaviour, "it is no longer run with the release") { When = (_, manifest, _) => Conditions.IsMadeAnew(manifest) },
        new("renamed-hook", Renamed, [], Behaviour, "it runs under another name") { When = (_, manifest, _) => Conditions.IsMadeAnew(manifest) },
        new("removed-service", Removed, ["Service"], Breaking, "whoever calls it finds nobody"),
        new("moved-ingress", Removed, ["Ingress"], Behaviour, "other Ingresses serve all of its paths")
        {
            When = (side, manifest, other) => IngressRules.Routes(side, manifest).All(route => Conditions.IsServed(route, other)),
        },
        new("removed-ingress", Removed, ["Ingress"], Breaking, "requests to its paths find nobody"),
        new("removed-workload", Removed, ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "CronJob", "Pod"], Breaking, "what it runs is stopped"),
        new("removed-data", Removed, ["PersistentVolumeClaim", "PersistentVolume", "Secret"], Breaking, "what it holds is lost"),
        new("removed-others", Removed, ["Namespace", "CustomResourceDefinition"], Breaking, "all objects in it are deleted with it"),
        new("removed-custom", Removed, [], Breaking, "its controller may delete what belongs to it") { When = (_, manifest, _) => IsCustom(manifest) },
        new("removed-object", Removed, [], Behaviour, "the live object is deleted"),
        new("rename", Renamed, ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "CronJob", "Pod"], Breaking, DeletedAndMade),
        new("rename", Renamed, ["Service", "Ingress", "PersistentVolumeClaim", "PersistentVolume", "Secret", "Namespace", "CustomResourceDefinition"], Breaking, DeletedAndMade),
        new("rename", Renamed, [], Breaking, DeletedAndMade) { When = (_, manifest, _) => IsCustom(manifest) },
        new("rename-harmless", Renamed, [], Behaviour, DeletedAndMade + "; nothing that runs is lost by it"),
        new("added-object", Added, [], Behaviour, "the object is new in the cluster"),
    ];

    /// <summary>All of them, in the order in which they are tried.</summary>
    public static IReadOnlyList<ObjectRule> All => Rules;

    /// <summary>The rule for what became of an object.</summary>
    /// <param name="change">What became of it: added, removed or renamed.</param>
    /// <param name="side">The side that has it; of a renamed one, the first.</param>
    /// <param name="manifest">The object.</param>
    /// <param name="other">The other side.</param>
    public static ObjectRule Judge(ObjectChange change, Side side, Manifest manifest, Side other) => Array.Find(Rules, rule =>
        rule.Change == change
        && (rule.Kinds.Count == 0 || rule.Kinds.Contains(manifest.Kind, StringComparer.Ordinal))
        && (rule.When is null || rule.When(side, manifest, other)))!;

    static bool IsCustom(Manifest manifest) => KubernetesSchema.IsNamespaced(manifest.Type.Group, manifest.Kind) is null;
}
