using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Defaults;

/// <summary>SetDefaults_LimitRangeItem: a container's default is its maximum, and its default request the default or the minimum.</summary>
static class LimitRangeDefaults
{
    public static void ForItem(Dictionary<string, object?> item)
    {
        if (item.Text("type") != "Container") return;
        var limits = Own(item, "default");
        var requests = Own(item, "defaultRequest");
        Add(limits, item.Mapping("max"));
        Add(requests, limits);
        Add(requests, item.Mapping("min"));
        if (limits.Count == 0) item.Remove("default");
        if (requests.Count == 0) item.Remove("defaultRequest");
    }

    static Dictionary<string, object?> Own(Dictionary<string, object?> item, string field)
    {
        if (item.GetValueOrDefault(field) is not Dictionary<string, object?> own) item[field] = own = [];
        return own;
    }

    static void Add(Dictionary<string, object?> to, IReadOnlyDictionary<string, object?> from)
    {
        foreach (var (name, amount) in from) to.TryAdd(name, amount);
    }
}
