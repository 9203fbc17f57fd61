using NinjaBuild.ApiServer;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Yaml;
using Tree = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Kubernetes.Tests.Client;

/// <summary>A test with a server of its own and a client that speaks to it directly, for which no time passes while it waits.</summary>
public abstract class ClientTest : IAsyncLifetime
{
    private protected static readonly CancellationToken None = CancellationToken.None;

    private protected LeapingClock Clock { get; } = new();

    private protected List<string> Notes { get; } = [];

    private protected Action WhenNoted { get; set; } = () => { };

    private protected TestApiServer Server { get; private set; } = null!;

    private protected ApiClient Api { get; private set; } = null!;

    private protected ApiResource ConfigMaps { get; private set; } = null!;

    private protected ApiResource Deployments { get; private set; } = null!;

    private protected ApiResource Secrets { get; private set; } = null!;

    private protected ApiClientOptions Options => new()
    {
        Time = Clock,
        Note = note =>
        {
            lock (Notes) Notes.Add(note);
            WhenNoted();
        },
    };

    public async Task InitializeAsync()
    {
        Server = await TestApiServer.StartAsync();
        Api = await ApiClient.ConnectAsync(Server.Address, Options, None);
        var discovery = await Api.DiscoverAsync(None);
        ConfigMaps = discovery.Find("v1", "ConfigMap")!;
        Deployments = discovery.Find("apps/v1", "Deployment")!;
        Secrets = discovery.Find("v1", "Secret")!;
        Server.ForgetRequests();
    }

    public async Task DisposeAsync()
    {
        await Api.DisposeAsync();
        await Server.DisposeAsync();
    }

    private protected static Tree Object(string yaml) => (Tree)Value(yaml)!;

    private protected static List<object?> List(string yaml) => (List<object?>)Value(yaml)!;

    private protected static Tree Map(string name, string value = "1") =>
        Object($$"""{apiVersion: v1, kind: ConfigMap, metadata: { name: {{name}} }, data: { a: "{{value}}" } }""");

    static object? Value(string yaml)
    {
        var read = YamlReader.Read(yaml, "test.yaml");
        Assert.Empty(read.Errors);
        return YamlValues.ToObject(read.Documents[0]);
    }

    private protected Task<ApplyResult> ApplyAsync(string name, string value = "1") =>
        Api.ApplyAsync(ConfigMaps, "default", name, Map(name, value), new ApplyOptions(), None);

    private protected static async Task<ApiException> Fails(Func<Task> action) => await Assert.ThrowsAsync<ApiException>(action);

    private protected static async Task<List<T>> All<T>(IAsyncEnumerable<T> items)
    {
        var result = new List<T>();
        await foreach (var item in items) result.Add(item);
        return result;
    }
}
