using System.Net.Http.Headers;
using System.Text;
using NinjaBuild.ApiServer.Objects;

namespace NinjaBuild.ApiServer.Tests;

/// <summary>A plain client of a server: requests as text, answers as plain values.</summary>
sealed class Api(TestApiServer server) : IDisposable
{
    public const string ApplyPatch = "application/apply-patch+yaml";
    public const string MergePatch = "application/merge-patch+json";

    readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Address };

    public async Task<Reply> SendAsync(string method, string path, string? body = null, string contentType = "application/yaml", string? accept = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        }

        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await _http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        bool isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        var warnings = response.Headers.TryGetValues("Warning", out var values) ? values.ToList() : [];
        return new Reply((int)response.StatusCode, isJson ? (Dictionary<string, object?>)JsonTree.Read(bytes)! : [], Encoding.UTF8.GetString(bytes), warnings);
    }

    public Task<Reply> GetAsync(string path) => SendAsync("GET", path);

    public Task<Reply> CreateAsync(string path, string yaml) => SendAsync("POST", path, yaml);

    /// <summary>Server-side apply.</summary>
    public Task<Reply> ApplyAsync(string path, string yaml, string manager = "one", bool isForced = false, string more = "") =>
        SendAsync("PATCH", $"{path}?fieldManager={manager}&force={(isForced ? "true" : "false")}{more}", yaml, ApplyPatch);

    public Task<Reply> PatchAsync(string path, string json, string manager = "patcher") =>
        SendAsync("PATCH", $"{path}?fieldManager={manager}", json, MergePatch);

    public Task<Reply> DeleteAsync(string path, string? options = null) => SendAsync("DELETE", path, options, "application/json");

    /// <summary>The events of a watch.</summary>
    public async Task<EventStream> WatchAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "watch=true");
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new EventStream(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>An answer.</summary>
sealed record Reply(int Status, Dictionary<string, object?> Tree, string Text, IReadOnlyList<string> Warnings)
{
    public string? Message => Tree.GetValueOrDefault("message") as string;

    public string? Reason => Tree.GetValueOrDefault("reason") as string;

    /// <summary>The JSON at a path of fields; <c>null</c> where there is nothing.</summary>
    public string At(params string[] path)
    {
        object? at = Tree;
        foreach (var step in path)
        {
            at = at switch
            {
                Dictionary<string, object?> mapping => mapping.GetValueOrDefault(step),
                List<object?> list => list.ElementAtOrDefault(int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)),
                _ => null,
            };
        }

        return JsonTree.Text(at);
    }

    /// <summary>What a manager owns, as <c>.spec.replicas .data.a</c>; empty where it owns nothing.</summary>
    public string OwnedBy(string manager) => string.Join(
        ' ',
        ((Tree["metadata"] as Dictionary<string, object?>)?.GetValueOrDefault("managedFields") as List<object?> ?? [])
            .OfType<Dictionary<string, object?>>().Where(entry => (string?)entry["manager"] == manager)
            .SelectMany(entry => Apply.FieldSet.Read((Dictionary<string, object?>)entry["fieldsV1"]!).Paths().Select(Apply.PathElement.Shown)));
}

/// <summary>The events of a watch, one after another.</summary>
sealed class EventStream(HttpResponseMessage response, StreamReader reader) : IDisposable
{
    public int Status => (int)response.StatusCode;

    /// <summary>The next event as <c>ADDED web</c>, or what an error says; null where the watch ended in order.</summary>
    /// <exception cref="IOException">The connection was reset.</exception>
    public async Task<string?> NextAsync()
    {
        if (await reader.ReadLineAsync() is not { } line) return null;
        var tree = (Dictionary<string, object?>)JsonTree.Read(Encoding.UTF8.GetBytes(line))!;
        var seen = (Dictionary<string, object?>)tree["object"]!;
        var type = (string?)tree["type"];
        if (type == "ERROR") return $"ERROR {seen["code"]} {seen["reason"]}: {seen["message"]}";
        var metadata = (Dictionary<string, object?>)seen["metadata"]!;
        return type == "BOOKMARK" ? $"BOOKMARK {metadata["resourceVersion"]}" : $"{type} {metadata["name"]}";
    }

    /// <summary>The next events.</summary>
    public async Task<string> TakeAsync(int count)
    {
        var taken = new List<string?>();
        while (taken.Count < count) taken.Add(await NextAsync());
        return string.Join(", ", taken);
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
