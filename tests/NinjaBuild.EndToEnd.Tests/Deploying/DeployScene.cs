using System.Text;
using System.Text.Json;
using NinjaBuild.ApiServer;
using NinjaBuild.ApiServer.Requests;
using NinjaBuild.Deploy;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.EndToEnd.Tests.Deploying;

/// <summary>
/// A workspace with a chart of three apps, a job and a ConfigMap, a cluster in memory in which other people have things, too, and the
/// deploys from the one to the other, each a <c>./build.sh</c> of its own.
/// </summary>
sealed class DeployScene : IAsyncDisposable
{
    public const string Namespace = "shop-dev";

    const string Foreign = """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: somebody, namespace: shop-dev }
        data: { value: theirs }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: impostor, namespace: shop-dev, labels: { ninjabuild.dev/release: shop, ninjabuild.dev/environment: dev } }
        data: { value: theirs }
        ---
        apiVersion: v1
        kind: Secret
        metadata: { name: credentials, namespace: shop-dev }
        stringData: { password: theirs }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: database, namespace: shop-dev, labels: { ninjabuild.dev/release: data, ninjabuild.dev/environment: dev } }
        spec:
          selector: { matchLabels: { app: database } }
          template:
            metadata: { labels: { app: database } }
            spec: { containers: [{ name: database, image: "database:1" }] }
        ---
        apiVersion: coordination.k8s.io/v1
        kind: Lease
        metadata: { name: ninjabuild.dev.data, namespace: shop-dev }
        spec: { holderIdentity: somebody, leaseDurationSeconds: 15 }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: notices, namespace: elsewhere }
        data: { value: theirs }
        """;

    static readonly Release Shop = new("shop", "dev", "dev", Namespace);

    static readonly string[] OwnResources =
        ["configmaps", "deployments.apps", "ingresses.networking.k8s.io", "poddisruptionbudgets.policy", "services"];

    readonly TestWorkspace _workspace = new();
    readonly ApiClient _api;
    readonly string _sockets;
    readonly string _foreign;

    DeployScene(TestApiServer server, ApiClient api)
    {
        (Server, _api) = (server, api);
        _sockets = Path.Combine(Path.GetDirectoryName(_workspace.Root)!, "run");
        Directory.CreateDirectory(_sockets);
        _workspace.Environment["XDG_RUNTIME_DIR"] = _sockets;
        _workspace.Environment["KUBECONFIG"] = server.WriteKubeconfig("dev");
        _workspace.Write("ninja.yaml", "workspace: shop\nimageRegistry: example.com\nenvironments: { dev: { context: dev, namespace: shop-dev } }\n");
        server.Objects.Apply("{ apiVersion: v1, kind: Namespace, metadata: { name: shop-dev } }\n---\n{ apiVersion: v1, kind: Namespace, metadata: { name: elsewhere } }");
        server.Objects.Apply(Foreign, "somebody");
        _foreign = ForeignContent();
    }

    public TestApiServer Server { get; }

    public static async Task<DeployScene> StartAsync()
    {
        var server = await TestApiServer.StartAsync();
        _ = server.Simulation;
        return new DeployScene(server, await ApiClient.ConnectAsync("dev", new ApiClientOptions { Kubeconfig = server.WriteKubeconfig("dev") }, CancellationToken.None));
    }

    /// <summary>
    /// Declares one version of the chart. Each has other images and another configuration, and an app and a ConfigMap that no other has: to go
    /// from any to any means to make, to change, and to prune.
    /// </summary>
    public DeployScene Declare(int version)
    {
        foreach (var old in Directory.Exists(_workspace.PathOf("apps")) ? Directory.GetDirectories(_workspace.PathOf("apps")) : [])
            Directory.Delete(old, recursive: true);
        App("front", "type: external-api", "port: 8000", $"config: {{ data: {{ VERSION: \"{version}\" }} }}");
        App("back", "type: internal-api", "port: 8000", "dependsOn: [front]");
        App($"only-{version}", "type: internal-api", "port: 8000", "dependsOn: [back]");
        App("migrate", "type: job");
        _workspace.Write("charts/shop/compose.yaml", $"name: shop\nversion: {version}.0.0\napps: [front, back, only-{version}]\njobs: [migrate]\nmanifests: [extra.yaml]\n");
        _workspace.Write("charts/shop/extra.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: extra-{version} }}\ndata: {{ value: \"{version}\" }}\n");
        return this;

        void App(string name, params string[] lines) =>
            _workspace.Write($"apps/{name}/app.yaml", $"name: {name}\nversion: {version}.0.0\n{string.Join('\n', lines)}\n");
    }

    /// <summary>Is told when the cluster refuses something.</summary>
    public Action? Refused { get; set; }

    /// <summary>Has the cluster refuse one version of an app, though its dry runs pass.</summary>
    public void Refuse(string app, int version)
    {
        var image = Encoding.UTF8.GetBytes($"example.com/{app}:{version}.0.0");
        bool IsRefused(ApiRequest request) => request is { Verb: "apply", Resource: "deployments", IsDryRun: false } && request.Body.Span.IndexOf(image) >= 0;
        Server.Faults.On(IsRefused).Run(_ => Refused?.Invoke());
        Server.Faults.On(IsRefused).DeniedByWebhook("policy.example.com", "not today");
    }

    /// <summary>Starts a deploy.</summary>
    public DeployProcess Start(params string[] arguments) => new(_workspace, [.. arguments.DefaultIfEmpty("Deploy"), "--env", "dev"]);

    /// <summary>Deploys to the end.</summary>
    public async Task<FrontDoor.Result> DeployAsync()
    {
        using var process = Start();
        return new FrontDoor.Result(await process.EndAsync(), process.Output);
    }

    /// <summary>Whether the job of a deploy is there.</summary>
    public bool HasHook => Server.Objects.Find("jobs.batch", Namespace, "migrate") is not null;

    /// <summary>What a chart may have in the namespace, as far as nobody but its owner decides it, without what its hooks left.</summary>
    public IReadOnlyList<string> Content() =>
    [
        .. OwnResources.SelectMany(resource => Server.Objects.List(resource, Namespace)).Where(IsOwn).Select(item =>
            $"{item.Text("kind")} {item.Text("metadata", "name")}: {Json(Decided(item))}"),
    ];

    /// <summary>Fails where something is left of a deploy that was killed, or something of other people is not as it was.</summary>
    /// <param name="told">What the deploys said.</param>
    /// <param name="latest">What may be on record of the latest.</param>
    /// <returns>The version of the chart that is deployed; 0 for none.</returns>
    public async Task<int> AssertSettledAsync(string told, params RevisionStatus[] latest)
    {
        Assert.True(_foreign == ForeignContent(), told);
        Assert.True(Server.Objects.Find("leases.coordination.k8s.io", Namespace, "ninjabuild.dev.shop") is null, $"the lock is still there\n{told}");
        Assert.True(Directory.GetFileSystemEntries(_sockets).Length == 0, $"sockets are still there\n{told}");
        Assert.DoesNotContain(CommandLines(), line => line.Contains(_sockets, StringComparison.Ordinal));

        var status = await new ReleaseInspection(_api, Shop).RunAsync(CancellationToken.None);
        Assert.True(status.Problems.Count == 0, $"{string.Join('\n', status.Problems)}\n{told}");
        Assert.True(status.IsHealthy && status.Drifted.Count == 0, told);
        var revisions = status.History.Revisions;
        Assert.Contains(revisions[^1].Status, latest);
        Assert.DoesNotContain(revisions, revision => revision.Status == RevisionStatus.Deploying);
        Assert.Equal(status.History.LastGood, revisions.SingleOrDefault(revision => revision.Status == RevisionStatus.Deployed));
        return status.History.LastGood is { } good ? good.ChartVersion[0] - '0' : 0;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await Server.DisposeAsync();
        _workspace.Dispose();
    }

    static bool IsOwn(IReadOnlyDictionary<string, object?> item) => item.Text("metadata", "name") is not ("somebody" or "impostor" or "database" or "kube-root-ca.crt");

    // The server gives Services addresses.
    static object? Decided(IReadOnlyDictionary<string, object?> item) =>
        item.Text("kind") == "Service" ? item.At("spec", "selector") : item.At("spec") ?? item.At("data");

    string ForeignContent() => string.Join('\n', Server.Objects.List("configmaps").Concat(Server.Objects.List("deployments.apps"))
        .Concat(Server.Objects.List("leases.coordination.k8s.io")).Concat(Server.Objects.List("secrets"))
        .Where(item => item.Items("metadata", "managedFields").Any(entry => entry.Text("manager") == "somebody"))
        .Select(Json));

    static IEnumerable<string> CommandLines()
    {
        foreach (var process in Directory.GetDirectories("/proc").Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit)))
        {
            string line;
            try
            {
                line = File.ReadAllText(Path.Combine(process, "cmdline"));
            }
            catch (IOException)
            {
                continue; // It has ended.
            }

            yield return line;
        }
    }

    static string Json(object? value) => JsonSerializer.Serialize(value);
}
