using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.Deploy.Engines;
using NinjaBuild.Deploy.Waiting;

namespace NinjaBuild.Deploy.Tests.Engines;

/// <summary>What is seen of a release while helm waits for it, and after helm has failed.</summary>
public sealed class HelmEvidenceTests
{
    const string Ns = "shop-dev";

    [Fact]
    public async Task What_was_seen_while_helm_waited_is_told_after_it_has_gone_back()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("web:1", PodBehavior.Crashes("no database"));
        var stuck = await GatherAsync(scenario.App("web"), ReleaseResult.RolledBack, async () =>
        {
            scenario.Server.Objects.Apply(Web("web:1"));
            await LooksAsync(scenario);
            scenario.Server.Objects.Apply(HelmRecord("pending-rollback"));
            scenario.Server.Simulation.SetImage("web:0", PodBehavior.Crashes("the pod of before"));
            scenario.Server.Objects.Apply(Web("web:0"));
            await LooksAsync(scenario);
        });

        Assert.Equal("Deployment.apps shop-dev/web", Assert.Single(stuck).Identity.ToString());
        Assert.StartsWith("web: CrashLoopBackOff", stuck[0].Reason, StringComparison.Ordinal);
        Assert.Equal(["no database"], Assert.Single(stuck[0].Pods).LogLines);
    }

    [Fact]
    public async Task What_helm_left_is_looked_at_once_more()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("web:1", PodBehavior.Hangs("listening on the wrong port"));
        var stuck = await GatherAsync(scenario.App("web", further: "readinessProbe: { httpGet: { path: /, port: 80 } }"), ReleaseResult.NotRolledBack, () =>
        {
            scenario.Server.Objects.Apply(Web("web:1", "readinessProbe: { httpGet: { path: /, port: 80 } }"));
            return Task.CompletedTask;
        });

        Assert.Contains("has not become ready: container web: Readiness probe failed: HTTP probe failed with statuscode: 503; 0 of 1 pods are available", Assert.Single(stuck).Reason, StringComparison.Ordinal);
        Assert.Equal(["listening on the wrong port"], Assert.Single(stuck[0].Pods).LogLines);
    }

    [Fact]
    public async Task A_hook_that_failed_is_told_and_one_that_failed_long_before_is_not()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("job:1", PodBehavior.Crashes("no such table"));
        scenario.Server.Objects.Apply(Job("former"));
        scenario.Hook("former").Hook("migrate").Config("settings", "1");

        var stuck = await GatherAsync(scenario, ReleaseResult.RolledBack, () =>
        {
            scenario.Server.Objects.Apply(Job("migrate"));
            return Task.CompletedTask;
        });

        Assert.Equal("Job.batch shop-dev/migrate", Assert.Single(stuck).Identity.ToString());
        Assert.Equal(["no such table"], Assert.Single(stuck[0].Pods).LogLines);
    }

    [Theory]
    [InlineData(ReleaseResult.Done)]
    [InlineData(ReleaseResult.Refused)]
    public async Task Where_helm_did_not_fail_there_is_nothing_to_tell(ReleaseResult result)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("web:1", PodBehavior.Crashes("no database"));
        Assert.Empty(await GatherAsync(scenario.App("web"), result, async () =>
        {
            scenario.Server.Objects.Apply(Web("web:1"));
            await LooksAsync(scenario);
        }));
    }

    static async Task<IReadOnlyList<StuckObject>> GatherAsync(Scenario scenario, ReleaseResult result, Func<Task> helm)
    {
        var planned = await scenario.DeployAsync(new DeployOptions { PlanOnly = true, Permissions = new(Replace: true, TakeFields: true, Adopt: true) });
        Assert.True(planned.Plan is not null, string.Join('\n', planned.Problems));
        var evidence = new HelmEvidence(scenario.Api, planned.Plan, new HealthWatchOptions(), TimeSpan.FromMilliseconds(1));
        var outcome = await evidence.GatherAsync(async () =>
        {
            await helm();
            return planned with { Result = result };
        }, CancellationToken.None);
        return outcome.Stuck;
    }

    // The third look has begun when the second is over.
    static async Task LooksAsync(Scenario scenario)
    {
        scenario.Server.ForgetRequests();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (scenario.Server.Requests.Count(request => request is { Verb: "get", Resource: "deployments" }) < 3)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    static string Web(string image, string further = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: {{Ns}} }
        spec:
          replicas: 1
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [{ name: web, image: "{{image}}", {{further}} }] }
        """;

    static string Job(string name) => $$"""
        apiVersion: batch/v1
        kind: Job
        metadata: { name: {{name}}, namespace: {{Ns}} }
        spec:
          backoffLimit: 0
          template: { spec: { restartPolicy: Never, containers: [{ name: job, image: "job:1" }] } }
        """;

    static string HelmRecord(string status) =>
        $"apiVersion: v1\nkind: Secret\nmetadata: {{ name: sh.helm.release.v1.shop.v2, namespace: {Ns}, labels: {{ owner: helm, name: shop, status: {status} }} }}";
}
