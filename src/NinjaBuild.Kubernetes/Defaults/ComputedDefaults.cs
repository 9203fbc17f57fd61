using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Defaults;

/// <summary>Defaults that depend on other values of the object: the rest of the <c>SetDefaults_*</c> functions.</summary>
static class ComputedDefaults
{
    /// <summary>Fills in what a mapping of a definition gets.</summary>
    /// <param name="definition">The definition's name.</param>
    /// <param name="mapping">The mapping, which is changed.</param>
    /// <param name="alsoUnwritten">Whether what is only written into Pods counts in their templates too.</param>
    public static void Apply(string definition, Dictionary<string, object?> mapping, bool alsoUnwritten)
    {
        switch (definition)
        {
            case "core.v1.Pod":
                if (mapping.GetValueOrDefault("spec") is Dictionary<string, object?> spec) PodDefaults.ForPod(spec);
                break;
            case "core.v1.PodSpec":
                PodDefaults.ForSpec(mapping);
                if (alsoUnwritten) PodDefaults.ForPod(mapping);
                break;
            case "core.v1.Container" or "core.v1.EphemeralContainer":
                if (mapping.Text("image") is { Length: > 0 } image) SetText(mapping, "imagePullPolicy", ImageReference.PullPolicy(image));
                break;
            case "core.v1.ImageVolumeSource":
                if (mapping.Text("reference") is { Length: > 0 } artifact) SetText(mapping, "pullPolicy", ImageReference.PullPolicy(artifact));
                break;
            case "core.v1.Volume":
                if (mapping.Count <= 1) mapping.TryAdd("emptyDir", new Dictionary<string, object?>());
                break;
            case "core.v1.ServiceSpec":
                ServiceSpec(mapping);
                break;
            case "core.v1.ServicePort":
                if (mapping.GetValueOrDefault("targetPort") is null or "" or 0L && mapping.At("port") is { } port) mapping["targetPort"] = port;
                break;
            case "core.v1.Namespace":
                NamespaceLabel(mapping);
                break;
            case "core.v1.ReplicationController" or "batch.v1.Job":
                LabelsOfTemplate(mapping);
                break;
            case "core.v1.LimitRangeItem":
                LimitRangeDefaults.ForItem(mapping);
                break;
            case "apps.v1.StatefulSetSpec":
                ClaimTemplates(mapping);
                break;
            case "networking.v1.NetworkPolicySpec":
                PolicyTypes(mapping);
                break;
            case "autoscaling.v2.HorizontalPodAutoscalerSpec":
                AutoscalerDefaults.ForSpec(mapping);
                break;
            case "apiextensions.v1.CustomResourceDefinitionNames":
                if (mapping.Text("kind") is not { Length: > 0 } kind) break;
                SetText(mapping, "singular", kind.ToLowerInvariant());
                SetText(mapping, "listKind", kind + "List");
                break;
        }
    }

    static void ServiceSpec(Dictionary<string, object?> spec)
    {
        if (spec.Text("sessionAffinity") == "None") spec.Remove("sessionAffinityConfig");
        if (spec.Text("sessionAffinity") == "ClientIP" && spec.At("sessionAffinityConfig", "clientIP", "timeoutSeconds") is null)
        {
            var clientIp = new Dictionary<string, object?> { ["timeoutSeconds"] = 10800L };
            spec["sessionAffinityConfig"] = new Dictionary<string, object?> { ["clientIP"] = clientIp };
        }

        if (spec.Text("type") == "ClusterIP" && spec.Items("externalIPs").Count > 0) SetText(spec, "externalTrafficPolicy", "Cluster");
    }

    static void NamespaceLabel(Dictionary<string, object?> ns)
    {
        if (ns.Text("metadata", "name") is not { } name || ns["metadata"] is not Dictionary<string, object?> metadata) return;
        if (metadata.GetValueOrDefault("labels") is not Dictionary<string, object?> labels) metadata["labels"] = labels = [];
        labels["kubernetes.io/metadata.name"] = name;
    }

    static void LabelsOfTemplate(Dictionary<string, object?> workload)
    {
        var labels = workload.Mapping("spec", "template", "metadata", "labels");
        if (labels.Count == 0) return;
        if (workload.Mapping("metadata", "labels").Count == 0 && workload.At("metadata") is Dictionary<string, object?> metadata)
            metadata["labels"] = TreeAccess.Copy(labels);
        if (workload.Text("kind") == "ReplicationController" && workload.Mapping("spec", "selector").Count == 0)
            ((Dictionary<string, object?>)workload["spec"]!)["selector"] = TreeAccess.Copy(labels);
    }

    // pkg/apis/apps/v1/conversion.go: templates name their kind, and their status has a phase.
    static void ClaimTemplates(Dictionary<string, object?> spec)
    {
        foreach (var item in spec.Items("volumeClaimTemplates"))
        {
            if (item is not Dictionary<string, object?> claim) continue;
            SetText(claim, "apiVersion", "v1");
            SetText(claim, "kind", "PersistentVolumeClaim");
            if (claim.GetValueOrDefault("status") is not Dictionary<string, object?> status) claim["status"] = status = [];
            SetText(status, "phase", "Pending");
        }
    }

    static void PolicyTypes(Dictionary<string, object?> spec)
    {
        if (spec.Items("policyTypes").Count > 0) return;
        spec["policyTypes"] = spec.Items("egress").Count > 0 ? new List<object?> { "Ingress", "Egress" } : new List<object?> { "Ingress" };
    }

    static void SetText(Dictionary<string, object?> mapping, string field, string value)
    {
        if (mapping.GetValueOrDefault(field) is null or "") mapping[field] = value;
    }
}
