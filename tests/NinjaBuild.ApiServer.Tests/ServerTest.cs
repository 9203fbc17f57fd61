namespace NinjaBuild.ApiServer.Tests;

/// <summary>A test with a server of its own, whose clock stands still.</summary>
public abstract class ServerTest : IAsyncLifetime
{
    protected const string ConfigMaps = "/api/v1/namespaces/default/configmaps";
    protected const string Deployments = "/apis/apps/v1/namespaces/default/deployments";
    protected const string Services = "/api/v1/namespaces/default/services";

    protected ManualClock Clock { get; } = new();

    protected TestApiServer Server { get; private set; } = null!;

    private protected Api Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await TestApiServer.StartAsync(clock: Clock);
        Api = new Api(Server);
    }

    public async Task DisposeAsync()
    {
        Api.Dispose();
        await Server.DisposeAsync();
    }

    protected static string ConfigMap(string name, string data = "{kept: always}", string more = "") =>
        $$"""{apiVersion: v1, kind: ConfigMap, metadata: {name: {{name}}{{more}}}, data: {{data}}}""";

    protected static string Deployment(string name, string image = "web:1", int replicas = 1, string moreSpec = "") =>
        $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: {{name}} }
        spec:
          replicas: {{replicas}}
          selector: { matchLabels: { app: {{name}} } }
          {{moreSpec}}
          template:
            metadata: { labels: { app: {{name}} } }
            spec: { containers: [ { name: web, image: "{{image}}" } ] }
        """;
}
