namespace NinjaBuild.ApiServer.Discovery;

/// <summary>Short names and categories of built-in resources (the <c>ShortNames()</c> and <c>Categories()</c> of pkg/registry).</summary>
static class ShortNames
{
    public static IReadOnlyList<string> Of(string groupResource) => groupResource switch
    {
        "configmaps" => ["cm"],
        "componentstatuses" => ["cs"],
        "endpoints" => ["ep"],
        "events" or "events.events.k8s.io" => ["ev"],
        "limitranges" => ["limits"],
        "namespaces" => ["ns"],
        "nodes" => ["no"],
        "persistentvolumeclaims" => ["pvc"],
        "persistentvolumes" => ["pv"],
        "pods" => ["po"],
        "replicationcontrollers" => ["rc"],
        "resourcequotas" => ["quota"],
        "serviceaccounts" => ["sa"],
        "services" => ["svc"],
        "customresourcedefinitions.apiextensions.k8s.io" => ["crd", "crds"],
        "daemonsets.apps" => ["ds"],
        "deployments.apps" => ["deploy"],
        "replicasets.apps" => ["rs"],
        "statefulsets.apps" => ["sts"],
        "horizontalpodautoscalers.autoscaling" => ["hpa"],
        "cronjobs.batch" => ["cj"],
        "certificatesigningrequests.certificates.k8s.io" => ["csr"],
        "ingresses.networking.k8s.io" => ["ing"],
        "networkpolicies.networking.k8s.io" => ["netpol"],
        "poddisruptionbudgets.policy" => ["pdb"],
        "priorityclasses.scheduling.k8s.io" => ["pc"],
        "storageclasses.storage.k8s.io" => ["sc"],
        _ => [],
    };

    public static IReadOnlyList<string> CategoriesOf(string groupResource) => groupResource switch
    {
        "pods" or "replicationcontrollers" or "services" or "daemonsets.apps" or "deployments.apps" or "replicasets.apps" or "statefulsets.apps"
            or "horizontalpodautoscalers.autoscaling" or "cronjobs.batch" or "jobs.batch" => ["all"],
        _ => [],
    };
}
