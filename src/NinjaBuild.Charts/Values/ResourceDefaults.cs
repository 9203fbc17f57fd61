using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Charts.Values;

/// <summary>CPU and memory of an app that asks for nothing: enough to start, small enough to notice when it is not enough.</summary>
static class ResourceDefaults
{
    /// <summary>Lays an app's own requests and limits over the defaults of its type and language.</summary>
    public static Dictionary<string, object?> For(AppType type, Language? language, ResourcesDeclaration own)
    {
        var (request, limit) = Memory(language);
        return new Dictionary<string, object?>
        {
            ["requests"] = Merge(("cpu", type == AppType.Job ? "100m" : "50m"), ("memory", request), own.Requests),
            ["limits"] = Merge(("cpu", type == AppType.Job ? "200m" : "100m"), ("memory", limit), own.Limits),
        };
    }

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
