using System.Collections.Concurrent;
using NinjaBuild.ApiServer;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Yaml;

namespace NinjaBuild.Deploy.Tests.Waiting;

/// <summary>A test with a cluster in memory, whose clock is the wait's and stands still.</summary>
public abstract class WaitTest : IAsyncLifetime
{
    protected const string Ns = "shop";
    protected const string Labels = "ninjabuild.dev/release=shop";

    readonly ConcurrentQueue<string> _notes = new();
    readonly ManualClock _time = new();
    HealthWatch? _watch;

    protected WaitTest() => Clock = new WaitClock(_time);

    private protected WaitClock Clock { get; }

    protected TestApiServer Server { get; private set; } = null!;

    private protected ApiClient Api { get; private set; } = null!;

    protected HealthWatchOptions Options { get; set; } = new();

    /// <summary>What was said not to be visible.</summary>
    protected IReadOnlyList<string> Notes => [.. _notes];

    public async Task InitializeAsync()
    {
        Server = await TestApiServer.StartAsync(clock: _time);
        Server.Objects.Apply("{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }");
        Server.Simulation.Run();
        Api = await ApiClient.ConnectAsync(Server.Address, new ApiClientOptions(), CancellationToken.None);
        Server.ForgetRequests();
    }

    public async Task DisposeAsync()
    {
        await Api.DisposeAsync();
        await Server.DisposeAsync();
    }

    private protected HealthWatch Watch => _watch ??= new HealthWatch(Api, Options with { Time = Clock, Labels = Labels, Note = _notes.Enqueue });

    /// <summary>Applies an object of the release, as a deploy does.</summary>
    private protected async Task<WaitItem> ApplyAsync(string yaml, bool isUnchanged = false)
    {
        var body = TreeAccess.CopyMapping((Tree)YamlValues.ToObject(YamlReader.Read(yaml, "test.yaml").Documents[0])!);
        var metadata = (Dictionary<string, object?>)body["metadata"]!;
        metadata["labels"] = new Dictionary<string, object?>(metadata.GetValueOrDefault("labels") as Tree ?? body.Mapping("none"), StringComparer.Ordinal)
        {
            ["ninjabuild.dev/release"] = "shop",
        };
        var resource = (await Api.DiscoverAsync(CancellationToken.None)).Find(body.Text("apiVersion")!, body.Text("kind")!)!;
        var ns = resource.IsNamespaced ? Ns : "";
        var name = body.Text("metadata", "name")!;
        var applied = (await Api.ApplyAsync(resource, ns, name, body, new ApplyOptions(), CancellationToken.None)).Object;
        return new WaitItem(resource, new ObjectIdentity(resource.Group, resource.Kind, ns, name), applied.Text("metadata", "uid"), applied.Number("metadata", "generation"))
        {
            Applied = applied,
            IsUnchanged = isUnchanged,
        };
    }

    private protected RunningWait Start(params IReadOnlyList<WaitItem> items) => Start(TimeSpan.FromMinutes(5), CancellationToken.None, items);

    private protected RunningWait Start(TimeSpan timeout, CancellationToken cancellation, params IReadOnlyList<WaitItem> items) =>
        new(Clock, progress => Watch.WaitAsync(items, timeout, progress, cancellation));

    /// <summary>The requests that the wait sent, without those for versions: <c>list deployments</c>.</summary>
    private protected List<string> Asked(string verb = "list") => [.. Server.Requests.Where(request => request.Verb == verb).Select(request => request.Resource)];

    /// <summary>Waits for something that another thread does, and that nobody tells of.</summary>
    protected static async Task UntilAsync(Func<bool> condition)
    {
        var limit = System.Diagnostics.Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(30), "it did not happen");
            await Task.Yield();
        }
    }

    protected static TimeSpan Seconds(int count) => TimeSpan.FromSeconds(count);

    protected static string Deployment(string image = "web:1", int replicas = 1, string more = "", string container = "readinessProbe: { httpGet: { path: /, port: 80 } }", string name = "web") =>
        Workload("Deployment", name, $"replicas: {replicas}\n  {more}", image, container);

    protected static string Workload(string kind, string name, string spec = "", string image = "web:1", string container = "readinessProbe: { httpGet: { path: /, port: 80 } }") => $$"""
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: { name: {{name}} }
        spec:
          selector: { matchLabels: { app: {{name}} } }
          {{spec}}
          template:
            metadata: { labels: { app: {{name}} } }
            spec:
              containers: [ { name: web, image: "{{image}}", {{container}} } ]
        """;

    protected static string Job(string image = "job:1", string more = "", string restart = "Never") => $$"""
        apiVersion: batch/v1
        kind: Job
        metadata: { name: migrate }
        spec:
          {{more}}
          template: { spec: { restartPolicy: {{restart}}, containers: [ { name: job, image: "{{image}}" } ] } }
        """;

    protected static string Ingress(string ingressClass = "") => $$"""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: web }
        spec: { {{ingressClass}} defaultBackend: { service: { name: web, port: { number: 80 } } } }
        """;

    protected static string Claim(string storageClass = "fast") => $$"""
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data }
        spec: { storageClassName: {{storageClass}}, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
        """;

    protected static string LoadBalancer { get; } = "{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: { type: LoadBalancer, ports: [ { port: 80 } ] } }";
}
