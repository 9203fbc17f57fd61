using NinjaBuild.Compare.Differences;
using static NinjaBuild.Compare.Model.ChangeKind;
using static NinjaBuild.Compare.Model.Severity;

namespace NinjaBuild.Compare.Severities;

/// <summary>How much each difference of a field matters. The first rule that applies decides; what none knows changes behaviour, to be safe.</summary>
static class SeverityRules
{
    static readonly string[] Workloads = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"];
    static readonly string[] Controllers = [.. Workloads, "Job", "CronJob"];

    static readonly SeverityRule[] Rules =
    [
        new("immutable", [], new(""), Breaking, "the API server refuses to change it: the object has to be deleted and made anew") { When = Conditions.IsImmutable },
        new("follows-rename", [], new(""), Cosmetic, "it names an object that is renamed, by its new name") { When = Conditions.FollowsRename },

        // What others reach the app by.
        new("removed-service-port", ["Service"], new("spec.ports[*]"), Breaking, "whoever calls this port finds nobody") { Changes = [Removed] },
        new("service-port-named", ["Service"], new("spec.ports[*].name"), Cosmetic, "the port gets a name; whoever gives its number finds it as before") { Changes = [Added] },
        new("service-port-name", ["Service"], new("spec.ports[*].name"), Behaviour, "Ingresses and monitors that give the port by its name do not find it"),
        new("same-pods", ["Service"], new("spec.selector"), Behaviour, "the pods that run have the new labels too") { When = Conditions.SelectsTheSamePods },
        new("service-selector", ["Service"], new("spec.selector"), Breaking, "the Service has no pods while those with the old labels run"),
        new("service-type", ["Service"], new("spec.type"), Breaking, "its address changes"),
        new("moved-ingress-path", ["Ingress"], new("spec.rules"), Behaviour, "another Ingress serves it") { Changes = [Removed], When = Conditions.IsServedElsewhere },
        new("removed-ingress-path", ["Ingress"], new("spec.rules[*].http.paths[*]"), Breaking, "requests to this path find nobody") { Changes = [Removed] },
        new("removed-ingress-host", ["Ingress"], new("spec.rules[*]"), Breaking, "requests to this host find nobody") { Changes = [Removed] },
        new("removed-ingress-tls", ["Ingress"], new("spec.tls[*]"), Breaking, "encrypted requests to its hosts get the wrong certificate") { Changes = [Removed] },
        new("ingress-class", ["Ingress"], new("spec.ingressClassName"), Breaking, "another controller serves it, at another address"),
        new("ingress", ["Ingress"], new("spec"), Behaviour, "requests are routed in another way"),

        // Labels and annotations.
        new("pod-label", Controllers, new("**.template.metadata.labels.*"), Behaviour, "a selector looks at this label") { When = Conditions.IsSelected },
        new("pod-label-unused", Controllers, new("**.template.metadata.labels"), Cosmetic, "no selector looks at it; pods are replaced once"),
        new("checksum", Controllers, new("**.template.metadata.annotations.checksum/*"), Cosmetic, "it stands for other content; pods are replaced once"),
        new("pod-annotation", Controllers, new("**.template.metadata.annotations"), Behaviour, "tools act on annotations of pods"),
        .. Annotations("hook", "Helm applies or deletes it at another time", "helm.sh/hook*", "helm.sh/resource-policy"),
        .. Annotations("hook", "Argo CD applies or deletes it at another time", "argocd.argoproj.io/hook*", "argocd.argoproj.io/sync-*"),
        new("ingress-annotation", ["Ingress"], new("metadata.annotations"), Behaviour, "Ingress controllers are configured by annotations"),
        .. Annotations("acted-on-annotation", "tools act on this annotation", "prometheus.io/*", "service.beta.kubernetes.io/*", "*.amazonaws.com/*",
            "*.azure.com/*", "azure.workload.identity/*", "cloud.google.com/*", "iam.gke.io/*", "cert-manager.io/*", "external-dns.*", "metallb.*",
            "reloader.stakater.com/*", "*.istio.io/*", "linkerd.io/*", "keda.sh/*", "kubernetes.io/ingress.class"),
        new("selected-label", [], new("metadata.labels.*"), Behaviour, "a monitor or other custom object selects by this label") { When = Conditions.IsSelectedByCustomKind },
        new("metadata", [], new("metadata"), Cosmetic, "nothing that runs depends on it"),
        new("api-version", [], new("apiVersion"), Cosmetic, "the same object in another version of its API"),

        // What runs, and how.
        new("image", [], new("**.image"), Behaviour, "other code runs"),
        new("image-pull", [], new("**.imagePullPolicy"), Behaviour, "images are fetched at other times"),
        new("image-pull", [], new("**.imagePullSecrets"), Behaviour, "images are fetched with other credentials"),
        new("command", [], new("**.command"), Behaviour, "another program runs"),
        new("args", [], new("**.args"), Behaviour, "the program is called with other arguments"),
        new("env", [], new("**.env"), Behaviour, "the program sees another environment"),
        new("env", [], new("**.envFrom"), Behaviour, "the program sees another environment"),
        new("volume-shrinks", ["PersistentVolumeClaim"], new("spec.resources.requests.storage"), Breaking, "the API server refuses it: a volume cannot shrink") { When = Conditions.IsLess },
        new("volume-grows", ["PersistentVolumeClaim"], new("spec.resources"), Behaviour, "the volume grows, where its storage class allows that"),
        new("resources", [], new("**.resources"), Behaviour, "scheduling, limits and evictions differ"),
        new("probe", [], new("**.livenessProbe"), Behaviour, "restarts at other times"),
        new("probe", [], new("**.readinessProbe"), Behaviour, "gets requests at other times"),
        new("probe", [], new("**.startupProbe"), Behaviour, "starts are judged in another way"),
        new("replicas", Workloads, new("spec.replicas"), Behaviour, "the number of pods differs"),
        new("replicas", ["HorizontalPodAutoscaler"], new("spec"), Behaviour, "the number of pods differs"),
        new("strategy", Workloads, new("spec.strategy"), Behaviour, "pods are replaced in another way"),
        new("strategy", Workloads, new("spec.updateStrategy"), Behaviour, "pods are replaced in another way"),
        new("history", Controllers, new("spec.revisionHistoryLimit"), Cosmetic, "only how many old versions are kept"),
        new("history", ["CronJob"], new("spec.successfulJobsHistoryLimit"), Cosmetic, "only how many old Jobs are kept"),
        new("history", ["CronJob"], new("spec.failedJobsHistoryLimit"), Cosmetic, "only how many old Jobs are kept"),
        new("disruption", ["PodDisruptionBudget"], new("spec"), Behaviour, "drained nodes evict pods in another way"),
        new("security", [], new("**.securityContext"), Behaviour, "the process has other rights"),
        new("security", [], new("**.serviceAccountName"), Behaviour, "the process has other rights"),
        new("security", [], new("**.serviceAccount"), Cosmetic, "the old name of serviceAccountName"),
        new("security", [], new("**.automountServiceAccountToken"), Behaviour, "the process has other rights"),
        new("security", ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "NetworkPolicy"], new(""), Behaviour, "others have other rights"),
        new("schedule", ["CronJob"], new("spec.schedule"), Behaviour, "runs at other times"),
        new("container-port", Controllers, new("**.containers[*].ports[*].name"), Cosmetic, "a name; what uses it is compared by itself"),
        new("named-port", Controllers, new("**.containers[*].ports[*]"), Behaviour, "probes and Services that give the port by this name reach another one") { When = Conditions.IsNamed },
        new("container-port", Controllers, new("**.containers[*].ports"), Cosmetic, "only what is written of the ports: the program listens as before"),
        new("container-name", Controllers, new("**.containers[*].name"), Behaviour, "logs and metrics of the container have another name"),
        new("configuration", ["ConfigMap", "Secret"], new(""), Behaviour, "whoever reads it is configured in another way"),
        new("other", [], new(""), Behaviour, "the object is configured in another way"),
    ];

    /// <summary>All of them, in the order in which they are tried.</summary>
    public static IReadOnlyList<SeverityRule> All => Rules;

    /// <summary>The rule for a difference.</summary>
    public static SeverityRule Judge(ComparedPair pair, FieldDifference difference) => Array.Find(Rules, rule => rule.AppliesTo(pair, difference))!;

    static IEnumerable<SeverityRule> Annotations(string id, string reason, params string[] names) =>
        names.Select(name => new SeverityRule(id, [], new PathPattern($"metadata.annotations[\"{name}\"]"), Behaviour, reason));
}
