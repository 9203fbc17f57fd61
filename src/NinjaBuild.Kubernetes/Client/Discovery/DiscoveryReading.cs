using NinjaBuild.Kubernetes.Client.Http;
using NinjaBuild.Kubernetes.Client.Json;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Client.Discovery;

/// <summary>
/// Asks a server what it serves: with two requests where it answers for all groups at once (aggregated discovery, since 1.27 by
/// default), with one for each version of a group where it does not.
/// </summary>
sealed class DiscoveryReading(ApiChannel channel, StringPool names)
{
    const string Aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
        + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

    static readonly TimeSpan GroupLimit = TimeSpan.FromSeconds(3);

    const int MaxAnswer = 64 * 1024 * 1024;

    public async Task<ApiDiscovery> ReadAsync(CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(GetAsync("/api", Aggregated, cancellation), GetAsync("/apis", Aggregated, cancellation));
        var parts = await Task.WhenAll(answers.Select(answer => PartAsync(answer, cancellation)));
        var unavailable = parts.SelectMany(part => part.Unavailable).ToList();
        if (unavailable.Count > 0) channel.Options.Note?.Invoke($"the server does not know what it serves of {string.Join(", ", unavailable)}");
        return new ApiDiscovery(parts.SelectMany(part => part.Resources), unavailable);
    }

    Task<Part> PartAsync(object? answer, CancellationToken cancellation) => answer.Text("kind") switch
    {
        "APIGroupDiscoveryList" => Task.FromResult(OfAggregated(answer)),
        "APIVersions" => OfVersionsAsync([.. answer.Items("versions").OfType<string>()], cancellation),
        _ => OfVersionsAsync([.. answer.Items("groups").SelectMany(VersionsOf)], cancellation),
    };

    static Part OfAggregated(object? answer)
    {
        var part = new Part([], []);
        foreach (var group in answer.Items("items"))
        {
            var name = group.Text("metadata", "name") ?? "";
            foreach (var version in group.Items("versions"))
            {
                var number = version.Text("version") ?? "";
                if (version.Text("freshness") == "Stale") part.Unavailable.Add(name.Length == 0 ? number : $"{name}/{number}");
                foreach (var resource in version.Items("resources"))
                {
                    // The kind of an answer may be of another group: the group of the path is what counts.
                    if (resource.Text("responseKind", "kind") is { Length: > 0 } kind && resource.Text("resource") is { } plural)
                        part.Resources.Add(new ApiResource(name, number, kind, plural, resource.Text("scope") == "Namespaced", Verbs(resource)));
                }
            }
        }

        return part;
    }

    // The preferred version first, as in the aggregated form.
    static IEnumerable<string> VersionsOf(object? group)
    {
        var preferred = group.Text("preferredVersion", "groupVersion");
        return group.Items("versions").Select(version => version.Text("groupVersion")).OfType<string>().OrderBy(version => version != preferred);
    }

    async Task<Part> OfVersionsAsync(IReadOnlyList<string> apiVersions, CancellationToken cancellation)
    {
        var lists = await Task.WhenAll(apiVersions.Select(version => ListAsync(version, cancellation)));
        return new Part([.. lists.SelectMany(list => list ?? [])], [.. apiVersions.Where((_, i) => lists[i] is null)]);
    }

    async Task<List<ApiResource>?> ListAsync(string apiVersion, CancellationToken cancellation)
    {
        object? answer;
        try
        {
            var path = apiVersion.Contains('/', StringComparison.Ordinal) ? $"/apis/{apiVersion}" : $"/api/{apiVersion}";
            answer = await GetAsync(path, "application/json", cancellation, GroupLimit);
        }
        catch (ApiException e) when (e.Status is 404 or >= 502 and <= 504)
        {
            // A server that an APIService speaks for, and that is not there.
            return null;
        }

        int slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var (group, version) = slash < 0 ? ("", apiVersion) : (apiVersion[..slash], apiVersion[(slash + 1)..]);
        var result = new List<ApiResource>();
        foreach (var resource in answer.Items("resources"))
        {
            if (resource.Text("name") is not { } plural || plural.Contains('/', StringComparison.Ordinal)) continue;
            result.Add(new ApiResource(group, version, resource.Text("kind") ?? "", plural, resource.IsTrue("namespaced"), Verbs(resource)));
        }

        return result;
    }

    Task<object?> GetAsync(string path, string accept, CancellationToken cancellation, TimeSpan? outageLimit = null)
    {
        var request = new ApiRequest
        {
            Method = HttpMethod.Get,
            Target = path,
            What = $"get {path}",
            Accept = accept,
            MaxAnswer = MaxAnswer,
            OutageLimit = outageLimit,
        };
        return channel.SendAsync(request, answer => JsonTree.Read(answer.Body.Span, names), cancellation);
    }

    static HashSet<string> Verbs(object? resource) => new(resource.Items("verbs").OfType<string>(), StringComparer.Ordinal);

    sealed record Part(List<ApiResource> Resources, List<string> Unavailable);
}
