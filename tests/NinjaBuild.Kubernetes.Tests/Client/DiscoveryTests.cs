using NinjaBuild.Kubernetes.Client;

namespace NinjaBuild.Kubernetes.Tests.Client;

public sealed class DiscoveryTests : ClientTest
{
    [Fact]
    public async Task All_that_is_served_is_known_after_two_requests_and_asked_for_once()
    {
        await using var api = await ApiClient.ConnectAsync(Server.Address, Options, None);
        Server.ForgetRequests();
        var discoveries = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => api.DiscoverAsync(None)));
        Assert.Equal(["get /api", "get /apis"], Server.Requests.Select(request => request.ToString()).Order(StringComparer.Ordinal));
        Assert.All(discoveries, discovery => Assert.Same(discoveries[0], discovery));
        var found = discoveries[0].Find("apps/v1", "Deployment")!;
        Assert.Equal(("apps", "v1", "deployments", true), (found.Group, found.Version, found.Plural, found.IsNamespaced));
        Assert.Contains("watch", found.Verbs);
        Assert.False(discoveries[0].Find("v1", "Namespace")!.IsNamespaced);
        Assert.Null(discoveries[0].Find("extensions/v1beta1", "Ingress"));
        Assert.Equal("v2", discoveries[0].VersionsOf("autoscaling", "HorizontalPodAutoscaler")[0]);
        Assert.Empty(discoveries[0].VersionsOf("example.com", "Widget"));
    }

    [Fact]
    public async Task What_comes_later_is_known_after_asking_anew()
    {
        Server.Objects.Apply("""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: { name: widgets.example.com }
            spec:
              group: example.com
              scope: Namespaced
              names: { kind: Widget, plural: widgets, singular: widget }
              versions: [ { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } } } ]
            """);
        Assert.Null((await Api.DiscoverAsync(None)).Find("example.com/v1", "Widget"));
        Assert.Equal("widgets.example.com", (await Api.RefreshAsync(None)).Find("example.com/v1", "Widget")!.GroupResource);
        Assert.NotNull((await Api.DiscoverAsync(None)).Find("example.com/v1", "Widget"));
    }

    [Fact]
    public async Task An_aggregated_answer_says_what_is_stale()
    {
        var discovery = await DiscoverAsync(head => Path(head) switch
        {
            "/api" => """{"kind":"APIGroupDiscoveryList","items":[{"metadata":{},"versions":[{"version":"v1","freshness":"Current","resources":[{"resource":"pods","responseKind":{"group":"","version":"v1","kind":"Pod"},"scope":"Namespaced","verbs":["get","list"]}]}]}]}""",
            "/apis" => """{"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":"metrics.k8s.io"},"versions":[{"version":"v1beta1","freshness":"Stale"}]},{"metadata":{"name":"autoscaling"},"versions":[{"version":"v2","resources":[{"resource":"horizontalpodautoscalers","responseKind":{"kind":"HorizontalPodAutoscaler"},"scope":"Namespaced"}]},{"version":"v1","resources":[{"resource":"horizontalpodautoscalers","responseKind":{"kind":"HorizontalPodAutoscaler"},"scope":"Namespaced"}]}]}]}""",
            _ => null,
        });
        Assert.Equal(["metrics.k8s.io/v1beta1"], discovery.Unavailable);
        Assert.Contains("the server does not know what it serves of metrics.k8s.io/v1beta1", Notes);
        Assert.Equal(["v2", "v1"], discovery.VersionsOf("autoscaling", "HorizontalPodAutoscaler"));
        Assert.Equal(["get", "list"], discovery.Find("v1", "Pod")!.Verbs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_server_of_old_is_asked_for_each_version_and_one_that_fails_is_told()
    {
        var discovery = await DiscoverAsync(head => Path(head) switch
        {
            "/api" => """{"kind":"APIVersions","versions":["v1"]}""",
            "/apis" => """{"kind":"APIGroupList","groups":[{"name":"apps","versions":[{"groupVersion":"apps/v1beta2"},{"groupVersion":"apps/v1"}],"preferredVersion":{"groupVersion":"apps/v1"}},{"name":"metrics.k8s.io","versions":[{"groupVersion":"metrics.k8s.io/v1beta1"}]}]}""",
            "/api/v1" => """{"kind":"APIResourceList","resources":[{"name":"pods","kind":"Pod","namespaced":true,"verbs":["get"]},{"name":"pods/log","kind":"Pod","namespaced":true,"verbs":["get"]}]}""",
            "/apis/apps/v1" or "/apis/apps/v1beta2" => """{"kind":"APIResourceList","resources":[{"name":"deployments","kind":"Deployment","namespaced":true,"verbs":["get"]}]}""",
            _ => null,
        });
        Assert.Equal(["metrics.k8s.io/v1beta1"], discovery.Unavailable);
        Assert.Equal(["v1", "v1beta2"], discovery.VersionsOf("apps", "Deployment"));
        Assert.Equal(["Deployment", "Deployment", "Pod"], discovery.All.Select(resource => resource.Kind).Order(StringComparer.Ordinal));
        Assert.Equal("apps/v1 Deployment", discovery.Find("apps/v1", "Deployment")!.Type.ToString());
    }

    static string Path(string head) => head.Split(' ')[1];

    async Task<ApiDiscovery> DiscoverAsync(Func<string, string?> document)
    {
        await using var server = new ScriptedServer(head => Path(head) == "/version"
            ? ScriptedServer.Version
            : document(head) is { } body ? ScriptedServer.Answer(200, "application/json", body) : ScriptedServer.Answer(503, "text/plain", "service unavailable"));
        await using var api = await ApiClient.ConnectAsync(server.Address, Options, None);
        return await api.DiscoverAsync(None);
    }
}
