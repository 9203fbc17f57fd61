using Microsoft.AspNetCore.Http;
using NinjaBuild.ApiServer.Discovery;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>Reads what a request asks for out of its path, query and headers.</summary>
static class RequestReading
{
    public const string ApplyPatch = "application/apply-patch+yaml";

    public static async Task<ApiRequest> ReadAsync(HttpContext context, int number, ResourceCatalog catalog)
    {
        var http = context.Request;
        var query = http.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        var request = new ApiRequest
        {
            Number = number,
            Method = http.Method,
            Target = http.Path + http.QueryString.ToString(),
            Verb = http.Method.ToLowerInvariant(),
            Body = await BodyAsync(http),
            ContentType = (http.ContentType ?? "").Split(';')[0].Trim(),
            Accept = http.Headers.Accept.ToString(),
            UserAgent = http.Headers.UserAgent.ToString(),
            Query = query,
            IsDryRun = query.GetValueOrDefault("dryRun") == "All",
            FieldManager = query.GetValueOrDefault("fieldManager") ?? "",
        };
        var path = (http.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path switch
        {
            ["api", var version, .. var rest] when rest.Length > 0 => Resource(request with { Version = version }, rest, catalog),
            ["apis", var group, var version, .. var rest] when rest.Length > 0 => Resource(request with { Group = group, Version = version }, rest, catalog),
            _ => request,
        };
    }

    static ApiRequest Resource(ApiRequest request, string[] path, ResourceCatalog catalog)
    {
        // /namespaces/x and its subresources are the namespace itself.
        bool isNamespaced = path is ["namespaces", _, not ("status" or "finalize"), ..];
        var rest = isNamespaced ? path[2..] : path;
        var named = request with
        {
            Namespace = isNamespaced ? path[1] : "",
            Resource = rest[0],
            Name = rest.Length > 1 ? rest[1] : "",
            Subresource = rest.Length > 2 ? rest[2] : "",
        };
        return named with { Verb = Verb(named), Served = catalog.Find(named.ApiVersion, named.Resource) };
    }

    static string Verb(ApiRequest request)
    {
        bool isWatch = request.Query.GetValueOrDefault("watch") is "true" or "1";
        return request.Method switch
        {
            "GET" or "HEAD" when isWatch => "watch",
            "GET" or "HEAD" => request.Name.Length > 0 ? "get" : "list",
            "POST" => "create",
            "PUT" => "update",
            "PATCH" => request.ContentType == ApplyPatch ? "apply" : "patch",
            "DELETE" => request.Name.Length > 0 ? "delete" : "deletecollection",
            var other => other.ToLowerInvariant(),
        };
    }

    static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest http)
    {
        if (http.ContentLength is null or 0 && !http.Headers.TransferEncoding.Contains("chunked")) return default;
        using var buffer = new MemoryStream();
        await http.Body.CopyToAsync(buffer, http.HttpContext.RequestAborted);
        return buffer.ToArray();
    }
}
