using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.Deploy.Waiting;

namespace NinjaBuild.Deploy.Tests.Waiting;

/// <summary>Waits that end well.</summary>
public sealed class HealthyTests : WaitTest
{
    static readonly string[] All =
    [
        Deployment(),
        Deployment(replicas: 0, name: "none"),
        Deployment(name: "paused", more: "paused: true"),
        Workload("StatefulSet", "db", "serviceName: db"),
        Workload("DaemonSet", "agent"),
        Workload("ReplicaSet", "set"),
        Job(),
        "{ apiVersion: batch/v1, kind: Job, metadata: { name: later }, spec: { suspend: true, template: { spec: { restartPolicy: Never, containers: [ { name: job, image: x } ] } } } }",
        "{ apiVersion: v1, kind: Pod, metadata: { name: once }, spec: { restartPolicy: Never, containers: [ { name: job, image: x } ] } }",
        "{ apiVersion: batch/v1, kind: CronJob, metadata: { name: nightly }, spec: { schedule: '0 0 * * *', jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [ { name: job, image: x } ] } } } } } }",
        LoadBalancer,
        "{ apiVersion: v1, kind: Service, metadata: { name: inner }, spec: { ports: [ { port: 80 } ] } }",
        Ingress(),
        Claim(),
        "{ apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: web }, spec: { minAvailable: 1, selector: { matchLabels: { app: web } } } }",
        "{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web }, spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } } }",
        "{ apiVersion: v1, kind: ConfigMap, metadata: { name: settings } }",
        "{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: things.example.com }, spec: { group: example.com, scope: Namespaced, names: { plural: things, kind: Thing }, versions: [ { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } } ] } }",
    ];

    [Fact]
    public async Task Every_kind_gets_done_in_a_cluster_that_works_and_without_time_passing()
    {
        var items = await ApplyAllAsync();
        var wait = Start(items);
        var outcome = await wait.EndAsync();
        Assert.Empty(outcome.Stuck);
        Assert.Empty(outcome.Warnings);
        Assert.Contains("Deployment paused = Suspended: is paused", wait.Lines);
        Assert.Contains("Job later = Suspended: is suspended", wait.Lines);
        Assert.Contains("Job migrate = Healthy: completed", wait.Lines);
    }

    [Fact]
    public async Task What_was_healthy_when_it_was_applied_is_not_asked_for()
    {
        await ApplyAllAsync();
        var items = await ApplyAllAsync();
        Server.ForgetRequests();
        Assert.True((await Start(items).EndAsync()).IsHealthy);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_kind_is_listed_once_with_the_labels_of_the_release_and_no_pod_is_looked_at_where_the_first_look_is_good()
    {
        List<WaitItem> items = [await ApplyAsync(Deployment()), await ApplyAsync(Deployment(name: "api")), await ApplyAsync("{ apiVersion: v1, kind: ConfigMap, metadata: { name: settings } }")];
        Server.ForgetRequests();
        Assert.True((await Start(items).EndAsync()).IsHealthy);
        Assert.Equal(["deployments"], Asked());
        Assert.Contains("labelSelector=ninjabuild.dev%2Frelease%3Dshop", Server.Requests.First(request => request.Verb == "list").Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_object_is_reported_when_it_is_known_and_when_its_health_changes()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Hangs());
        var wait = Start(await ApplyAsync(Deployment()), await ApplyAsync("{ apiVersion: v1, kind: ConfigMap, metadata: { name: settings } }"));
        await wait.UntilAsync("0 of 1 pods are available");
        Server.Objects.Change("deployments.apps", Ns, "web", tree => ((Dictionary<string, object?>)tree["metadata"]!)["annotations"] = new Dictionary<string, object?> { ["seen"] = "by nobody" });
        Server.Simulation.SetImage("web:1", PodBehavior.Ready);
        Assert.True((await wait.EndAsync()).IsHealthy);
        Assert.Equal(wait.Lines.Distinct(), wait.Lines);
        Assert.Equal("ConfigMap settings = Healthy", wait.Lines[1]);
        Assert.Equal("Deployment web = Healthy", wait.Lines[^1]);
    }

    [Fact]
    public async Task Pods_without_a_probe_are_watched_for_a_moment_since_ready_means_started()
    {
        var wait = Start(await ApplyAsync(Deployment(container: "")));
        await wait.UntilAsync("since no probe tells");
        Clock.Advance(Options.SettleFor);
        Assert.True((await wait.EndAsync()).IsHealthy);
    }

    [Fact]
    public async Task A_container_that_was_ready_only_because_it_was_started_is_found_out()
    {
        var wait = Start(await ApplyAsync(Deployment(container: "")));
        await wait.UntilAsync("since no probe tells");
        Server.Simulation.SetImage("web:1", PodBehavior.Crashes("no database"));
        await wait.UntilAsync("web crashes");
        Clock.Advance(Options.StuckAfter);
        Assert.Contains("CrashLoopBackOff", Assert.Single((await wait.EndAsync()).Stuck).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_that_heals_in_time_does_no_harm()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Crashes("no database yet"));
        var wait = Start(await ApplyAsync(Deployment()));
        await wait.UntilAsync("web crashes");
        Clock.Advance(Options.StuckAfter - Seconds(1));
        Server.Simulation.SetImage("web:1", PodBehavior.Ready);
        Assert.True((await wait.EndAsync()).IsHealthy);
    }

    [Fact]
    public async Task A_clock_that_is_set_changes_nothing()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Crashes("no database yet"));
        var wait = Start(await ApplyAsync(Deployment()));
        await wait.UntilAsync("web crashes");
        Clock.Jump = TimeSpan.FromDays(1);
        Clock.Advance(Options.StuckAfter - Seconds(1));
        Clock.Jump = TimeSpan.FromDays(-365);
        Server.Simulation.SetImage("web:1", PodBehavior.Ready);
        Assert.True((await wait.EndAsync()).IsHealthy);
    }

    [Fact]
    public async Task Definitions_are_waited_for_until_they_are_established()
    {
        Server.Objects.HoldDefinitions = true;
        var wait = Start(await ApplyAsync(All[^1]));
        await wait.UntilAsync("CustomResourceDefinition things.example.com = Progressing");
        Server.Objects.Establish("things.example.com");
        Assert.True((await wait.EndAsync()).IsHealthy);
    }

    [Fact]
    public async Task A_job_that_completed_is_done_even_where_it_is_gone_since()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Hangs());
        var job = await ApplyAsync(Job(more: "ttlSecondsAfterFinished: 60"));
        var wait = Start(await ApplyAsync(Deployment()), job);
        await wait.UntilAsync("Job migrate = Healthy");
        await wait.UntilAsync("0 of 1 pods are available");
        Server.Objects.Delete("jobs.batch", Ns, "migrate");
        Server.Simulation.SetImage("web:1", PodBehavior.Ready);
        Assert.True((await wait.EndAsync()).IsHealthy);
    }

    [Fact]
    public async Task Dropped_watches_an_expired_history_and_a_restart_are_ridden_out()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Hangs());
        var wait = Start(await ApplyAsync(Deployment(replicas: 2)));
        await wait.UntilAsync("0 of 2 pods are available");
        Server.Objects.Apply("{ apiVersion: v1, kind: ConfigMap, metadata: { name: other, namespace: shop } }");
        Server.Compact();
        Server.DropWatches();
        await Server.RestartAsync();
        Server.Faults.On("list", "deployments").Nth(1).Reset();
        Server.Simulation.SetImage("web:1", PodBehavior.Ready);
        Assert.True((await wait.EndAsync()).IsHealthy);
    }

    [Fact]
    public async Task An_object_that_loses_its_label_is_followed_all_the_same()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Hangs());
        var wait = Start(await ApplyAsync(Deployment()));
        await wait.UntilAsync("0 of 1 pods are available");
        Server.Objects.Change("deployments.apps", Ns, "web", tree => ((Dictionary<string, object?>)tree["metadata"]!).Remove("labels"));
        Server.Simulation.SetImage("web:1", PodBehavior.Ready);
        Assert.True((await wait.EndAsync()).IsHealthy);
    }

    [Fact]
    public async Task Cancelling_ends_it_promptly()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Hangs());
        using var user = new CancellationTokenSource();
        var wait = Start(TimeSpan.FromHours(1), user.Token, await ApplyAsync(Deployment()));
        await wait.UntilAsync("0 of 1 pods are available");
        await user.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.EndAsync());
    }

    async Task<List<WaitItem>> ApplyAllAsync()
    {
        var items = new List<WaitItem>();
        foreach (var yaml in All)
            items.Add(await ApplyAsync(yaml));
        return items;
    }
}
