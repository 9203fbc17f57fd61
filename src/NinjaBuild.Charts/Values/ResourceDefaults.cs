using NinjaBuild.Workspace.Declarations;
using NinjaBuild.Workspace.Model;

namespace NinjaBuild.Charts.Values;

/// <summary>CPU and memory of an app that asks for nothing: enough to start, small enough to notice when it is not enough.</summary>
static class ResourceDefaults
{
    /// <summary>
    /// Lays an app's own requests and limits over the defaults of its type and language. Kubernetes refuses a request above the limit: a
    /// default gives way to what the app says.
    /// </summary>
    public static Dictionary<string, object?> For(AppType type, Language? language, ResourcesDeclaration own)
    {
        if (!own.Defaults)
            return Own(own);
        var (request, limit) = Memory(language);
        var requests = Merge(("cpu", type == AppType.Job ? "100m" : "50m"), ("memory", request), own.Requests);
        var limits = Merge(("cpu", type == AppType.Job ? "200m" : "100m"), ("memory", limit), own.Limits);
        foreach (var name in limits.Keys.Where(requests.ContainsKey).ToList())
        {
            if (!IsAbove(requests[name], limits[name]))
                continue;
            if (own.Limits.ContainsKey(name))
                requests[name] = limits[name];
            else
                limits[name] = requests[name];
        }

        return new Dictionary<string, object?> { ["requests"] = requests, ["limits"] = limits };
    }

    static Dictionary<string, object?> Own(ResourcesDeclaration own)
    {
        var resources = new Dictionary<string, object?>();
        if (own.Requests.Count > 0)
            resources["requests"] = ValueTree.Texts(own.Requests);
        if (own.Limits.Count > 0)
            resources["limits"] = ValueTree.Texts(own.Limits);
        return resources;
    }

    static bool IsAbove(object? request, object? limit) =>
        Quantity.TryParse((string)request!, out var wanted) && Quantity.TryParse((string)limit!, out var most) && wanted > most;

    static (string Request, string Limit) Memory(Language? language) => language switch
    {
        Language.Go or Language.Rust => ("32Mi", "128Mi"),
        Language.Python => ("64Mi", "256Mi"),
        Language.Node => ("128Mi", "256Mi"),
        Language.Dotnet => ("128Mi", "512Mi"),
        Language.Java => ("256Mi", "512Mi"),
        _ => ("64Mi", "256Mi"),
    };

    static Dictionary<string, object?> Merge(
        (string Name, string Quantity) cpu, (string Name, string Quantity) memory, IReadOnlyDictionary<string, string> own)
    {
        var merged = new Dictionary<string, object?> { [cpu.Name] = cpu.Quantity, [memory.Name] = memory.Quantity };
        foreach (var (name, quantity) in own)
            merged[name] = quantity;
        return merged;
    }
}
