using NinjaBuild.Compare.Model;
using NinjaBuild.Compare.Differences;
using static NinjaBuild.Compare.Model.ChangeKind;
using static NinjaBuild.Compare.Model.Severity;

namespace NinjaBuild.Compare.Severities;

/// <summary>How much each difference matters. The first rule that applies decides; what none knows changes behaviour, to be safe.</summary>
static class SeverityRules
{
    const string Immutable = "the API server refuses to change it: the object has to be deleted and made anew";

    static readonly string[] Workloads = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"];

    static readonly SeverityRule[] Rules =
    [
        // k8s.io/kubernetes/pkg/apis/*/validation: fields that an update may not touch.
        Rule("immutable-selector", Workloads, "spec.selector", Breaking, Immutable),
        Rule("immutable-stateful-set", ["StatefulSet"], "spec.serviceName", Breaking, Immutable),
        Rule("immutable-stateful-set", ["StatefulSet"], "spec.volumeClaimTemplates", Breaking, Immutable),
        Rule("immutable-stateful-set", ["StatefulSet"], "spec.podManagementPolicy", Breaking, Immutable),
        Rule("immutable-job", ["Job"], "spec.template", Breaking, Immutable),
        Rule("immutable-job", ["Job"], "spec.selector", Breaking, Immutable),
        Rule("immutable-job", ["Job"], "spec.completions", Breaking, Immutable),
        Rule("immutable-job", ["Job"], "spec.completionMode", Breaking, Immutable),
        Rule("immutable-claim", ["PersistentVolumeClaim"], "spec.storageClassName", Breaking, Immutable),
        Rule("immutable-claim", ["PersistentVolumeClaim"], "spec.accessModes", Breaking, Immutable),
        Rule("immutable-claim", ["PersistentVolumeClaim"], "spec.volumeMode", Breaking, Immutable),
        Rule("immutable-claim", ["PersistentVolumeClaim"], "spec.selector", Breaking, Immutable),
        Rule("immutable-storage-class", ["StorageClass"], "provisioner", Breaking, Immutable),
        Rule("immutable-storage-class", ["StorageClass"], "parameters", Breaking, Immutable),
        Rule("immutable-role", ["RoleBinding", "ClusterRoleBinding"], "roleRef", Breaking, Immutable),
        Rule("immutable-secret-type", ["Secret"], "type", Breaking, Immutable),
        Rule("immutable-cluster-ip", ["Service"], "spec.clusterIP", Breaking, Immutable),

        // What others reach the app by.
        Rule("removed-service-port", ["Service"], "spec.ports[*]", [Removed], Breaking, "whoever calls this port finds nobody"),
        Rule("service-port", ["Service"], "spec.ports[*].port", Breaking, "whoever calls the old port finds nobody"),
        Rule("service-selector", ["Service"], "spec.selector", Breaking, "the Service has no pods while pods with the old labels run"),
        Rule("service-type", ["Service"], "spec.type", Breaking, "its address changes"),
        Rule("removed-ingress-path", ["Ingress"], "spec.rules[*].http.paths[*]", [Removed], Breaking, "requests to this path find nobody"),
        Rule("removed-ingress-host", ["Ingress"], "spec.rules[*]", [Removed], Breaking, "requests to this host find nobody"),
        Rule("ingress-host", ["Ingress"], "spec.rules[*].host", Breaking, "requests to the old host find nobody"),
        Rule("ingress-path", ["Ingress"], "spec.rules[*].http.paths[*].path", Breaking, "requests to the old path find nobody"),
        Rule("ingress-class", ["Ingress"], "spec.ingressClassName", Breaking, "another controller serves it, at another address"),
        Rule("ingress-annotation", ["Ingress"], "metadata.annotations", Behaviour, "Ingress controllers are configured by annotations"),
        Rule("ingress", ["Ingress"], "spec", Behaviour, "requests are routed in another way"),

        // Labels of pods are selected by others; annotations of pods restart them.
        Rule("pod-label", Workloads, "spec.template.metadata.labels", Behaviour, "pods are replaced, and whoever selects them by this label is concerned"),
        Rule("pod-annotation", [.. Workloads, "CronJob"], "**.template.metadata.annotations", Behaviour, "pods are replaced; some tools act on annotations of pods"),
        Rule("helm-annotation", [], "metadata.annotations.[\"helm.sh/hook\"]", Behaviour, "Helm applies it at another time"),
        Rule("helm-annotation", [], "metadata.annotations.[\"helm.sh/hook-weight\"]", Behaviour, "Helm runs hooks in another order"),
        Rule("helm-annotation", [], "metadata.annotations.[\"helm.sh/hook-delete-policy\"]", Behaviour, "Helm deletes it at another time"),
        Rule("helm-annotation", [], "metadata.annotations.[\"helm.sh/resource-policy\"]", Behaviour, "Helm keeps or deletes it with the release"),
        Rule("argo-annotation", [], "metadata.annotations.[\"argocd.argoproj.io/hook\"]", Behaviour, "Argo CD applies it at another time"),
        Rule("argo-annotation", [], "metadata.annotations.[\"argocd.argoproj.io/hook-delete-policy\"]", Behaviour, "Argo CD deletes it at another time"),
        Rule("argo-wave", [], "metadata.annotations.[\"argocd.argoproj.io/sync-wave\"]", Behaviour, "Argo CD applies it in another order"),
        Rule("metadata", [], "metadata", Cosmetic, "nothing that runs depends on it"),

        // What runs, and how.
        Rule("image", [], "**.containers[*].image", Behaviour, "other code runs"),
        Rule("command", [], "**.containers[*].command", Behaviour, "other code runs"),
        Rule("args", [], "**.containers[*].args", Behaviour, "the program is called with other arguments"),
        Rule("env", [], "**.env", Behaviour, "the program sees another environment"),
        Rule("env", [], "**.envFrom", Behaviour, "the program sees another environment"),
        Rule("resources", [], "**.resources", Behaviour, "scheduling, limits and evictions differ"),
        Rule("probe", [], "**.containers[*].livenessProbe", Behaviour, "restarts at other times"),
        Rule("probe", [], "**.containers[*].readinessProbe", Behaviour, "gets requests at other times"),
        Rule("probe", [], "**.containers[*].startupProbe", Behaviour, "starts are judged in another way"),
        Rule("replicas", [], "spec.replicas", Behaviour, "the number of pods differs"),
        Rule("strategy", [], "spec.strategy", Behaviour, "pods are replaced in another way"),
        Rule("security", [], "**.securityContext", Behaviour, "the process has other rights"),
        Rule("security", [], "**.serviceAccountName", Behaviour, "the process has other rights"),
        Rule("security", [], "**.automountServiceAccountToken", Behaviour, "the process has other rights"),
        Rule("schedule", ["CronJob"], "spec.schedule", Behaviour, "runs at other times"),
        Rule("configuration", ["ConfigMap"], "data", Behaviour, "whoever reads it is configured in another way"),
        Rule("configuration", ["Secret"], "data", Behaviour, "whoever reads it is configured in another way"),
        Rule("port-name", ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"], "**.ports[*].name", Cosmetic, "a name; Services that use it are compared by themselves"),
        Rule("other", [], "", Behaviour, "the object is configured in another way"),
    ];

    /// <summary>All of them, in the order in which they are tried.</summary>
    public static IReadOnlyList<SeverityRule> All => Rules;

    /// <summary>The rule for a difference.</summary>
    public static SeverityRule Judge(string kind, FieldDifference difference) => Array.Find(Rules, rule => rule.AppliesTo(kind, difference))!;

    /// <summary>How much it matters that an object is there, gone or renamed.</summary>
    public static (Severity Severity, string Rule, string Reason) JudgeObject(ObjectChange change, string kind) => change switch
    {
        ObjectChange.Renamed => (Breaking, "rename", "the live object is deleted and one of the new name is made"),
        ObjectChange.Removed when kind is "Service" or "Ingress" => (Breaking, "removed-" + kind.ToLowerInvariant(), "whoever calls it finds nobody"),
        ObjectChange.Removed when kind is "PersistentVolumeClaim" or "Secret" or "StatefulSet" => (Breaking, "removed-data", "what it holds is lost"),
        ObjectChange.Removed => (Behaviour, "removed-object", "the live object is deleted"),
        ObjectChange.Added => (Behaviour, "added-object", "the object is new in the cluster"),
        _ => (Cosmetic, "", ""),
    };

    static SeverityRule Rule(string id, string[] kinds, string path, Severity severity, string reason) => Rule(id, kinds, path, [], severity, reason);

    static SeverityRule Rule(string id, string[] kinds, string path, ChangeKind[] changes, Severity severity, string reason) =>
        new(id, kinds, new PathPattern(path), changes, severity, reason);
}
