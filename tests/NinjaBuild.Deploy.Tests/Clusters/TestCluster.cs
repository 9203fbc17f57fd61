using NinjaBuild.ApiServer;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Reports;
using NinjaBuild.Helm.Values;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests.Clusters;

/// <summary>
/// A namespace of its own in a cluster, reached through the real kubectl: in the cluster of the context that
/// <c>NINJABUILD_TEST_CONTEXT</c> names, which is the permission to make and delete namespaces there; without it, in one in memory.
/// </summary>
sealed class TestCluster : IAsyncDisposable
{
    static readonly string? Permitted = Environment.GetEnvironmentVariable("NINJABUILD_TEST_CONTEXT");

    readonly TestApiServer? _server;
    readonly Release _release;
    readonly string _chart = Directory.CreateTempSubdirectory("ninjabuild-chart-").FullName;

    TestCluster(TestApiServer? server, ApiClient api, Release release)
    {
        _server = server;
        Api = api;
        _release = release;
        File("Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
    }

    public ApiClient Api { get; }

    public string Namespace => _release.Namespace;

    public static async Task<TestCluster> StartAsync()
    {
        var server = Permitted is null ? await TestApiServer.StartAsync() : null;
        _ = server?.Simulation;
        var release = new Release("shop", "test", Permitted ?? "test", $"ninjabuild-test-{Guid.NewGuid():N}"[..30]);
        var api = await ApiClient.ConnectAsync(release.Context, new ApiClientOptions { Kubeconfig = server?.WriteKubeconfig("test") }, CancellationToken.None);
        var cluster = new TestCluster(server, api, release);
        await api.CreateAsync(await cluster.ResourceAsync("v1", "Namespace"), "", Tree("v1", "Namespace", release.Namespace), new WriteOptions(), CancellationToken.None);
        return cluster;
    }

    /// <summary>Writes a file of the chart.</summary>
    public TestCluster File(string path, string content)
    {
        var file = Path.Combine(_chart, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, content);
        return this;
    }

    /// <summary>Writes a Deployment whose container does what a shell is told.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="outcome">What becomes of it, for clusters whose pods are not real.</param>
    /// <param name="script">What it does where they are.</param>
    /// <param name="wave">Its wave.</param>
    /// <param name="image">Its image.</param>
    public TestCluster App(string name, string outcome = "ready", string script = "sleep 1000000", int wave = 0, string image = "busybox:1.36") => File($"templates/{name}.yaml", $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{name}}
          annotations: { argocd.argoproj.io/sync-wave: "{{wave}}" }
        spec:
          replicas: 1
          selector: { matchLabels: { app: {{name}} } }
          template:
            metadata:
              labels: { app: {{name}} }
              annotations: { test.ninjabuild.dev/outcome: {{outcome}}, test.ninjabuild.dev/log: boom }
            spec:
              terminationGracePeriodSeconds: 0
              containers: [{ name: main, image: "{{image}}", command: [sh, -c, "{{script}}"] }]
        """);

    /// <summary>Writes a Job that runs before the objects.</summary>
    public TestCluster Hook(string name, string outcome, string script) => File($"templates/{name}.yaml", $$"""
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {{name}}
          annotations: { helm.sh/hook: "pre-install,pre-upgrade" }
        spec:
          backoffLimit: 0
          template:
            metadata: { annotations: { test.ninjabuild.dev/outcome: {{outcome}}, test.ninjabuild.dev/log: boom } }
            spec:
              restartPolicy: Never
              containers: [{ name: main, image: "busybox:1.36", command: [sh, -c, "{{script}}"] }]
        """);

    /// <summary>Writes a ConfigMap.</summary>
    public TestCluster Config(string name, string value) =>
        File($"templates/{name}.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: {name} }}\ndata: {{ value: \"{value}\" }}\n");

    /// <summary>Takes a template away.</summary>
    public TestCluster Without(string name)
    {
        System.IO.File.Delete(Path.Combine(_chart, "templates", $"{name}.yaml"));
        return this;
    }

    public Task<ReleaseOutcome> DeployAsync(DeployOptions? options = null) =>
        new ReleaseDeployment(Api, _release, options ?? Options, new PlainProgress(Namespace, _ => { }), TimeProvider.System)
            .DeployAsync(ReleaseReader.Open(new ReleaseSource(_chart, new ValuesSource())), StopSignals.None);

    public Task<ReleaseOutcome> RollbackAsync() =>
        new ReleaseDeployment(Api, _release, Options, new PlainProgress(Namespace, _ => { }), TimeProvider.System).RollbackAsync(number: null, StopSignals.None);

    public Task<ReleaseOutcome> UndeployAsync() =>
        new ReleaseRemoval(Api, _release, Options, new PlainProgress(Namespace, _ => { }), TimeProvider.System).RunAsync(StopSignals.None);

    public Task<ReleaseStatus> StatusAsync() => new ReleaseInspection(Api, _release).RunAsync(CancellationToken.None);

    /// <summary>What looks bad in a cluster in memory is so for good; in a real one it is given its time.</summary>
    public DeployOptions Options => _server is null ? new DeployOptions() : new DeployOptions { Health = Scenario.Impatient };

    /// <summary>An object; null where it is not there.</summary>
    public async Task<Tree?> FindAsync(string apiVersion, string kind, string name) =>
        await Api.GetAsync(await ResourceAsync(apiVersion, kind), Namespace, name, CancellationToken.None);

    /// <summary>Makes an object in somebody else's name.</summary>
    public async Task ApplyAsync(string apiVersion, string kind, string name, string manager, Dictionary<string, object?> fields)
    {
        var body = Tree(apiVersion, kind, name);
        foreach (var (field, value) in fields)
            body[field] = value;
        await Api.ApplyAsync(await ResourceAsync(apiVersion, kind), Namespace, name, body, new ApplyOptions { FieldManager = manager, Force = true }, CancellationToken.None);
    }

    /// <summary>Deployments and ConfigMaps with their content, as far as nobody but their owners changes it.</summary>
    public async Task<IReadOnlyList<string>> ContentAsync()
    {
        var result = new List<string>();
        foreach (var (apiVersion, kind) in (IEnumerable<(string, string)>)[("apps/v1", "Deployment"), ("v1", "ConfigMap")])
        {
            await foreach (var item in Api.ListAsync(await ResourceAsync(apiVersion, kind), Namespace, new ListOptions(), CancellationToken.None))
                result.Add($"{kind} {item.Text("metadata", "name")} {PlainJson.Of(item.At("spec") ?? item.At("data"))} {PlainJson.Of(item.At("metadata", "labels"))}");
        }

        return [.. result.Where(line => !line.Contains("kube-root-ca.crt", StringComparison.Ordinal))];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is null)
            await Api.DeleteAsync(await ResourceAsync("v1", "Namespace"), "", Namespace, new DeleteOptions(), CancellationToken.None);
        await Api.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(_chart, recursive: true);
    }

    async Task<ApiResource> ResourceAsync(string apiVersion, string kind) => (await Api.DiscoverAsync(CancellationToken.None)).Find(apiVersion, kind)!;

    static Dictionary<string, object?> Tree(string apiVersion, string kind, string name) => new(StringComparer.Ordinal)
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = name },
    };
}
