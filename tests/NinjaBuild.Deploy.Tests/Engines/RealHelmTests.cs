using NinjaBuild.ApiServer;
using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.Deploy.Engines;
using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Helm.Values;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests.Engines;

/// <summary>The engine with the real helm, against the API server in memory.</summary>
public sealed class RealHelmTests : IAsyncLifetime, IDisposable
{
    readonly TemporaryFiles _files = new();
    TestApiServer _server = null!;
    HelmEngine _engine = null!;

    public async Task InitializeAsync()
    {
        _server = await TestApiServer.StartAsync();
        _server.Simulation.SetImage("web:broken", PodBehavior.Crashes("no database"));
        var program = Path.Combine(_files.Folder, "helm");
        FakeHelm.WriteProgram(program, $"#!/bin/sh\nKUBECONFIG='{_server.WriteKubeconfig("dev", "other")}' HOME='{_files.Folder}' exec '{HelmFactAttribute.Helm}' \"$@\"\n");
        _engine = new HelmEngine(new HelmEngineOptions { Program = program });
        _files.Write("shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 0.1.0\n");
        _files.Write("shop/values.yaml", "tag: good\nnames: [a, b]\n");
        _files.Write("shop/templates/web.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web, annotations: { names: {{ join "," .Values.names | quote }} } }
            spec:
              replicas: 1
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web } }
                spec: { containers: [{ name: web, image: "web:{{ .Values.tag }}" }] }
            {{ if eq .Values.tag "none" }}{{ fail "there is no such tag" }}{{ end }}
            """);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [HelmFact]
    public async Task A_release_is_installed_upgraded_rolled_back_and_deleted()
    {
        var first = await InstallAsync();
        var second = await _engine.DeployAsync(Release("tag=better", "names[1]=c"), CancellationToken.None);
        var history = await _engine.HistoryAsync(Release(), CancellationToken.None);
        var upgraded = Image();
        var back = await _engine.RollbackAsync(Release(), revision: null, CancellationToken.None);
        var rolledBack = Image();
        var gone = await _engine.UninstallAsync(Release(), CancellationToken.None);

        Assert.Equal(
            ["shop is deployed", "shop is deployed", "shop is back at revision 1", "shop is deleted"], new[] { first, second, back, gone }.Select(outcome => outcome.Message));
        Assert.Equal((1, 2, 3), (first.Revision!.Number, second.Revision!.Number, back.Revision!.Number));
        Assert.Equal(["superseded", "deployed"], history.Select(revision => revision.Status));
        Assert.Equal("shop-0.1.0", history[0].Chart);
        Assert.NotNull(history[0].Updated);
        Assert.Equal(("web:better", "web:good"), (upgraded, rolledBack));
        Assert.Null(Image());
        Assert.Empty(await _engine.HistoryAsync(Release(), CancellationToken.None));
    }

    [HelmFact]
    public async Task A_release_that_does_not_become_ready_is_rolled_back_and_says_so()
    {
        await InstallAsync();
        var outcome = await _engine.DeployAsync(Release("tag=broken") with { WaveTimeout = TimeSpan.FromSeconds(3) }, CancellationToken.None);
        Assert.Equal((DeployEnd.RolledBack, 3, "web:good"), (outcome.End, outcome.Revision!.Number, Image()));
        Assert.Equal(2, outcome.Failed);
        Assert.StartsWith("shop (dev, dev/shop-ns): helm failed, and went back to what was there before, as revision 3: UPGRADE FAILED: ", outcome.Message, StringComparison.Ordinal);
    }

    [HelmFact]
    public async Task A_first_installation_that_is_interrupted_is_taken_back()
    {
        var outcome = await _engine.DeployAsync(Release("tag=broken") with { Timeout = TimeSpan.FromSeconds(4) }, CancellationToken.None);
        Assert.Equal((DeployEnd.RolledBack, null), (outcome.End, Image()));
        Assert.Empty(await _engine.HistoryAsync(Release(), CancellationToken.None));
    }

    [HelmFact]
    public async Task Why_it_did_not_become_ready_is_known_though_helm_has_rolled_back()
    {
        await InstallAsync();
        var release = Release("tag=broken") with { WaveTimeout = TimeSpan.FromSeconds(5) };
        var body = new Dictionary<string, object?>();
        var type = new TypeName("apps/v1", "Deployment");
        var identity = new ObjectIdentity("apps", "Deployment", "shop-ns", "web");
        await using var api = await ApiClient.ConnectAsync(_server.Address, new ApiClientOptions(), CancellationToken.None);
        var resource = (await api.DiscoverAsync(CancellationToken.None)).Find(type.ApiVersion, type.Kind)!;
        var plan = new DeployPlan(release.Release, [new PlannedObject(identity, resource, PlanAction.Change, 0) { Desired = new ReleaseObject(identity, type, body) }], []);

        var outcome = await new HelmEvidence(api, plan, new HealthWatchOptions(), TimeSpan.FromMilliseconds(50)).GatherAsync(async () =>
        {
            var ended = await _engine.DeployAsync(release, CancellationToken.None);
            return new ReleaseOutcome(ended.End == DeployEnd.RolledBack ? ReleaseResult.RolledBack : ReleaseResult.Done);
        }, CancellationToken.None);

        Assert.StartsWith("web: CrashLoopBackOff", Assert.Single(outcome.Stuck).Reason, StringComparison.Ordinal);
        Assert.Equal("web:good", Image());
    }

    [HelmFact]
    public async Task A_chart_that_does_not_render_changes_nothing()
    {
        var outcome = await _engine.DeployAsync(Release("tag=none"), CancellationToken.None);
        Assert.Equal(DeployEnd.Refused, outcome.End);
        Assert.Contains("and changed nothing: ", outcome.Message, StringComparison.Ordinal);
        Assert.EndsWith("there is no such tag", outcome.Message, StringComparison.Ordinal);
    }

    async Task<HelmOutcome> InstallAsync()
    {
        var outcome = await _engine.DeployAsync(Release(), CancellationToken.None);
        Assert.True(outcome.End == DeployEnd.Done, outcome.Message);
        return outcome;
    }

    HelmRelease Release(params string[] set) => new(
        new Release("shop", "dev", "dev", "shop-ns"), new ReleaseSource(Path.Combine(_files.Folder, "shop"), new ValuesSource { Set = set }))
    {
        CreateNamespace = true,
    };

    string? Image() => _server.Objects.Find("deployments.apps", "shop-ns", "web") is { } web
        ? web.Items("spec", "template", "spec", "containers")[0].Text("image")
        : null;
}
