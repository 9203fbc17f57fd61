using System.Collections.Concurrent;
using NinjaBuild.ApiServer;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Reports;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Helm.Values;
using NinjaBuild.Kubernetes.Client;

namespace NinjaBuild.Deploy.Tests;

/// <summary>A chart in a folder, a cluster in memory, and deploys from the one to the other.</summary>
sealed class Scenario : IAsyncDisposable
{
    /// <summary>The release that is deployed.</summary>
    public static readonly Release Shop = new("shop", "dev", "test", "shop-dev");

    /// <summary>What looks bad counts at once: the cluster in memory changes nothing of its own accord.</summary>
    public static readonly HealthWatchOptions Impatient = new()
    {
        StuckAfter = TimeSpan.Zero,
        StuckBesideOthersAfter = TimeSpan.Zero,
        UnschedulableAfter = TimeSpan.Zero,
        SettleFor = TimeSpan.Zero,
    };

    readonly string _chart = Directory.CreateTempSubdirectory("ninjabuild-chart-").FullName;
    readonly ConcurrentQueue<string> _said = new();

    readonly TimeProvider _clock;

    Scenario(TestApiServer server, ApiClient api, TimeProvider clock)
    {
        (Server, Api, _clock) = (server, api, clock);
    }

    public TestApiServer Server { get; }

    public ApiClient Api { get; }

    /// <summary>What the deploys reported so far.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>Is told each line at once.</summary>
    public Action<string>? OnSaid { get; set; }

    /// <summary>A cluster with the release's namespace and working controllers.</summary>
    /// <param name="clock">What time it is, there and here; the machine's where null.</param>
    public static async Task<Scenario> StartAsync(TimeProvider? clock = null)
    {
        var server = await TestApiServer.StartAsync(clock: clock);
        _ = server.Simulation;
        server.Objects.Apply($"apiVersion: v1\nkind: Namespace\nmetadata: {{ name: {Shop.Namespace} }}");
        var api = await ApiClient.ConnectAsync(server.Address, new ApiClientOptions { Time = clock ?? TimeProvider.System }, CancellationToken.None);
        var scenario = new Scenario(server, api, clock ?? TimeProvider.System);
        scenario.File("Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
        return scenario;
    }

    /// <summary>Writes a file of the chart.</summary>
    public Scenario File(string path, string content)
    {
        var file = Path.Combine(_chart, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, content);
        return this;
    }

    /// <summary>Writes a template with one manifest.</summary>
    public Scenario Template(string name, string content) => File($"templates/{name}.yaml", content);

    /// <summary>Takes a template away.</summary>
    public Scenario Without(string name)
    {
        System.IO.File.Delete(Path.Combine(_chart, "templates", $"{name}.yaml"));
        return this;
    }

    /// <summary>Writes a Deployment of one container.</summary>
    public Scenario App(string name, string image = "web:1", int wave = 0, string further = "") => Template(name, $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{name}}
          annotations: { argocd.argoproj.io/sync-wave: "{{wave}}" }
        spec:
          replicas: 1
          selector: { matchLabels: { app: {{name}} } }
          template:
            metadata: { labels: { app: {{name}} } }
            spec:
              containers:
                - name: {{name}}
                  image: {{image}}
                  {{further}}
        """);

    /// <summary>Writes a ConfigMap.</summary>
    public Scenario Config(string name, string value, string annotations = "") => Template(name, $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{name}}
          annotations: { {{annotations}} }
        data: { value: "{{value}}" }
        """);

    /// <summary>Writes a Secret.</summary>
    public Scenario Secret(string name, string value, string annotations = "") => Template(name, $$"""
        apiVersion: v1
        kind: Secret
        metadata:
          name: {{name}}
          annotations: { {{annotations}} }
        stringData: { value: "{{value}}" }
        """);

    /// <summary>Writes a Job that is a hook.</summary>
    public Scenario Hook(string name, string events = "pre-install,pre-upgrade", string image = "job:1", string policy = "before-hook-creation") => Template(name, $$"""
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {{name}}
          annotations: { helm.sh/hook: "{{events}}", helm.sh/hook-delete-policy: "{{policy}}" }
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers: [{ name: {{name}}, image: "{{image}}" }]
        """);

    /// <summary>Deploys the chart.</summary>
    public async Task<ReleaseOutcome> DeployAsync(DeployOptions? options = null, StopSignals? signals = null) =>
        await Deployment(options).DeployAsync(ReleaseReader.Open(new ReleaseSource(_chart, new ValuesSource())), signals ?? StopSignals.None);

    /// <summary>Plans to deploy the chart with helm.</summary>
    public Task<ReleaseOutcome> PlanForHelmAsync() =>
        new ReleaseDeployment(Api, Shop with { IsHelms = true }, new DeployOptions { PlanOnly = true }, Observer(), _clock)
            .DeployAsync(ReleaseReader.Open(new ReleaseSource(_chart, new ValuesSource())), StopSignals.None);

    /// <summary>
    /// Deploys the chart until it waits for the health of a resource, as if killed there: neither a rollback nor a record of the end reaches
    /// the server.
    /// </summary>
    public async Task CutOffAsync(DeployOptions? options = null, string resource = "deployments")
    {
        using var abort = new CancellationTokenSource();
        Server.Faults.On("apply", resource, isDryRun: false).Run(_ => Server.Simulation.Hold());
        Server.Faults.On("watch", resource).Run(_ =>
        {
            Server.Faults.On("update", "secrets").Answer(403, "Forbidden", "cut off");
            abort.Cancel();
        });
        await DeployAsync(options, new StopSignals(abort.Token, abort.Token));
        Assert.True(abort.IsCancellationRequested, Said);
        Server.Faults.Clear();
        Server.Simulation.Release();
    }

    /// <summary>Goes back to a revision.</summary>
    public Task<ReleaseOutcome> RollbackAsync(int? revision = null, DeployOptions? options = null) => Deployment(options).RollbackAsync(revision, StopSignals.None);

    /// <summary>Takes the release away.</summary>
    public Task<ReleaseOutcome> UndeployAsync(StopSignals? signals = null, bool isDryRun = false) =>
        new ReleaseRemoval(Api, Shop, new DeployOptions { Health = Impatient, PlanOnly = isDryRun }, Observer(), _clock).RunAsync(signals ?? StopSignals.None);

    /// <summary>Looks at the release.</summary>
    public Task<ReleaseStatus> StatusAsync() => new ReleaseInspection(Api, Shop).RunAsync(CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(_chart, recursive: true);
    }

    ReleaseDeployment Deployment(DeployOptions? options) => new(Api, Shop, options ?? new DeployOptions { Health = Impatient with { Time = _clock }, Lock = new DeployLockOptions { Time = _clock } }, Observer(), _clock);

    PlainProgress Observer() => new(Shop.Namespace, Hear);

    void Hear(string line)
    {
        _said.Enqueue(line);
        OnSaid?.Invoke(line);
    }
}
