using System.Text;

namespace NinjaBuild.Kubernetes.Client.Http;

/// <summary>The paths of objects and of lists.</summary>
static class RequestPath
{
    /// <summary>The path of an object.</summary>
    /// <exception cref="ArgumentException">A name is missing, which would make the path that of all objects, or is none.</exception>
    public static string Of(ApiResource resource, string ns, string name)
    {
        if (resource.IsNamespaced) CheckSegment(ns, nameof(ns));
        CheckSegment(name, nameof(name));
        return $"{OfAll(resource, ns)}/{Uri.EscapeDataString(name)}";
    }

    /// <summary>The path of the objects of a namespace, or of all where that is null.</summary>
    public static string OfAll(ApiResource resource, string? ns)
    {
        var path = resource.Group.Length == 0 ? $"/api/{resource.Version}" : $"/apis/{resource.Group}/{resource.Version}";
        if (!resource.IsNamespaced || ns is null) return $"{path}/{resource.Plural}";
        CheckSegment(ns, nameof(ns));
        return $"{path}/namespaces/{Uri.EscapeDataString(ns)}/{resource.Plural}";
    }

    /// <summary>A path with a query; parameters without a value are left out.</summary>
    public static string With(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var text = new StringBuilder(path);
        char separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (string.IsNullOrEmpty(value)) continue;
            text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return text.ToString();
    }

    // What may be a segment of a path: apimachinery, pkg/api/validation/path.
    static void CheckSegment(string segment, string parameter)
    {
        if (segment is "" or "." or ".." || segment.AsSpan().ContainsAny('/', '%'))
            throw new ArgumentException($"\"{segment}\" cannot be the name of an object or a namespace", parameter);
    }
}
