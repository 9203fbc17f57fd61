using NinjaBuild.Kubernetes.Client.Json;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Client.Http;

/// <summary>A page of a list.</summary>
/// <param name="Items">Its objects, which bear their type.</param>
/// <param name="ResourceVersion">The version of the whole list.</param>
/// <param name="Continue">The token of the next page; empty for none.</param>
sealed record ListPage(IReadOnlyList<IReadOnlyDictionary<string, object?>> Items, string ResourceVersion, string Continue)
{
    const int MaxAnswer = 256 * 1024 * 1024;

    /// <summary>Reads the first page, or the one of a token; null where the token is too old.</summary>
    public static async Task<ListPage?> TryReadAsync(
        ApiChannel channel, StringPool names, ApiResource resource, string? ns, ListOptions options, string token, CancellationToken cancellation)
    {
        var request = new ApiRequest
        {
            Method = HttpMethod.Get,
            Target = RequestPath.With(
                RequestPath.OfAll(resource, ns),
                ("labelSelector", options.Labels),
                ("fieldSelector", options.Fields),
                ("limit", options.PageSize > 0 ? $"{options.PageSize}" : null),
                ("continue", token)),
            What = ns is null ? $"list {resource}" : $"list {resource} in {ns}",
            MaxAnswer = MaxAnswer,
        };
        try
        {
            return await channel.SendAsync(request, Read, cancellation);
        }
        catch (ApiException e) when (e.Kind == ApiErrorKind.Gone && token.Length > 0)
        {
            return null;
        }

        ListPage Read(ApiAnswer answer) => Of(JsonTree.Read(answer.Body.Span, names, !options.KeepManagedFields), resource);
    }

    // Only a list says its type: the objects in it leave theirs out.
    static ListPage Of(object? tree, ApiResource resource)
    {
        var items = tree.Items("items");
        var result = new List<IReadOnlyDictionary<string, object?>>(items.Count);
        foreach (var item in items)
        {
            if (item is not Dictionary<string, object?> found) continue;
            found.TryAdd("apiVersion", resource.ApiVersion);
            found.TryAdd("kind", resource.Kind);
            result.Add(found);
        }

        return new ListPage(result, tree.Text("metadata", "resourceVersion") ?? "", tree.Text("metadata", "continue") ?? "");
    }
}
