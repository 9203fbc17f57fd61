using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Defaults;

/// <summary>Computed defaults of Pods (SetDefaults_Pod, and the conversion of a Pod's spec).</summary>
static class PodDefaults
{
    /// <summary>What the spec of a Pod and of a template gets: the service account under its old name too.</summary>
    public static void ForSpec(Dictionary<string, object?> spec)
    {
        var name = spec.Text("serviceAccountName") is { Length: > 0 } current ? current : spec.Text("serviceAccount");
        if (name is null or "") return;
        spec["serviceAccountName"] = name;
        spec["serviceAccount"] = name;
    }

    /// <summary>What only a Pod gets, and a template's Pods once they are made.</summary>
    public static void ForPod(Dictionary<string, object?> spec)
    {
        spec.TryAdd("enableServiceLinks", true);
        bool isHostNetwork = spec.IsTrue("hostNetwork");
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            foreach (var item in spec.Items(list))
            {
                if (item is not Dictionary<string, object?> container) continue;
                Requests(container);
                if (isHostNetwork) HostPorts(container);
            }
        }
    }

    static void Requests(Dictionary<string, object?> container)
    {
        if (container.GetValueOrDefault("resources") is not Dictionary<string, object?> resources) return;
        var limits = resources.Mapping("limits");
        if (limits.Count == 0) return;
        if (resources.GetValueOrDefault("requests") is not Dictionary<string, object?> requests) resources["requests"] = requests = [];
        foreach (var (name, amount) in limits) requests.TryAdd(name, amount);
    }

    static void HostPorts(Dictionary<string, object?> container)
    {
        foreach (var item in container.Items("ports"))
        {
            if (item is Dictionary<string, object?> port && port.Number("hostPort") is null or 0 && port.Number("containerPort") is { } number)
                port["hostPort"] = number;
        }
    }
}
