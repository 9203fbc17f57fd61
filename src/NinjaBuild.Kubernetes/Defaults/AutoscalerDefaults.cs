using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Defaults;

/// <summary>
/// pkg/apis/autoscaling/v2/defaults.go: 80 % of CPU where no metric is named, and complete scaling rules where there is any behavior.
/// </summary>
static class AutoscalerDefaults
{
    public static void ForSpec(Dictionary<string, object?> spec)
    {
        if (spec.Items("metrics").Count == 0) spec["metrics"] = new List<object?> { CpuUtilization() };
        if (spec.GetValueOrDefault("behavior") is not Dictionary<string, object?> behavior) return;

        var up = Own(behavior, "scaleUp");
        up.TryAdd("stabilizationWindowSeconds", 0L);
        up.TryAdd("selectPolicy", "Max");
        up.TryAdd("policies", new List<object?> { Policy("Pods", 4), Policy("Percent", 100) });

        var down = Own(behavior, "scaleDown");
        down.TryAdd("selectPolicy", "Max");
        down.TryAdd("policies", new List<object?> { Policy("Percent", 100) });
    }

    static Dictionary<string, object?> CpuUtilization() => new()
    {
        ["type"] = "Resource",
        ["resource"] = new Dictionary<string, object?>
        {
            ["name"] = "cpu",
            ["target"] = new Dictionary<string, object?> { ["type"] = "Utilization", ["averageUtilization"] = 80L },
        },
    };

    static Dictionary<string, object?> Policy(string type, long value) =>
        new() { ["type"] = type, ["value"] = value, ["periodSeconds"] = 15L };

    static Dictionary<string, object?> Own(Dictionary<string, object?> behavior, string field)
    {
        if (behavior.GetValueOrDefault(field) is not Dictionary<string, object?> own) behavior[field] = own = [];
        return own;
    }
}
