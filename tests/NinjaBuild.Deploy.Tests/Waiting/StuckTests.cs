using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests.Waiting;

/// <summary>Waits that end with something that does not get on, and what is shown of it.</summary>
public sealed class StuckTests : WaitTest
{
    [Fact]
    public async Task A_crash_loop_is_told_with_the_last_lines_of_the_run_before_and_the_warnings_of_the_cluster()
    {
        Server.Simulation.SetImage("web:1", new PodBehavior(PodOutcome.Crashes) { Log = ["connecting", "\u001b[31mno database\u001b[0m"], Reason = "OOMKilled", ExitCode = 137 });
        var stuck = await StuckAsync(await ApplyAsync(Deployment(replicas: 2)), "web crashes", Options.StuckAfter);
        Assert.Equal("2 of 2 pods: web: CrashLoopBackOff: restarted 3 times, ended last: OOMKilled (exit code 137)", stuck.Reason);
        Assert.Equal(HealthStatus.Degraded, stuck.Health.Status);
        var pod = Assert.Single(stuck.Pods);
        Assert.Equal(("web", "CrashLoopBackOff", "restarted 3 times, ended last: OOMKilled (exit code 137)"), (pod.Container, pod.Reason, pod.Message));
        Assert.Equal(["connecting", "no database"], pod.LogLines);
        Assert.Null(pod.LogFault);
        Assert.Contains("previous=true", Server.Requests.Single(request => request.Subresource == "log").Target, StringComparison.Ordinal);
        var warning = Assert.Single(stuck.Events);
        Assert.StartsWith($"Pod {pod.Pod}: BackOff: Back-off restarting failed container web", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_cannot_be_pulled()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.ImageMissing);
        var stuck = await StuckAsync(await ApplyAsync(Deployment()), "web: its image cannot be pulled", Options.StuckAfter);
        Assert.StartsWith("web: ImagePullBackOff: Back-off pulling image \"web:1\"", stuck.Reason, StringComparison.Ordinal);
        Assert.Empty(Assert.Single(stuck.Pods).LogLines);
        Assert.Contains(stuck.Events, warning => warning.Contains("Failed to pull image \"web:1\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reference_to_what_is_not_there()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.BadConfiguration("secret \"db\" not found"));
        var stuck = await StuckAsync(await ApplyAsync(Workload("DaemonSet", "agent")), "web: CreateContainerConfigError", Options.StuckAfter);
        Assert.Equal("web: CreateContainerConfigError: secret \"db\" not found", stuck.Reason);
    }

    [Fact]
    public async Task A_pod_that_no_node_takes_is_given_longer()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Unschedulable);
        var stuck = await StuckAsync(await ApplyAsync(Workload("StatefulSet", "db", "serviceName: db")), "no node takes its pod", Options.UnschedulableAfter);
        Assert.StartsWith("Unschedulable: 0/1 nodes are available", stuck.Reason, StringComparison.Ordinal);
        Assert.Null(Assert.Single(stuck.Pods).Container);
        Assert.Contains(stuck.Events, warning => warning.StartsWith("Pod db-0: FailedScheduling", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pod_for_which_a_node_is_made_waits_for_it()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Unschedulable);
        var wait = Start(await ApplyAsync(Deployment()));
        await wait.UntilAsync("no node takes its pod");
        Server.Objects.Apply(Event("TriggeredScaleUp", "Normal"));
        int timers = Clock.Timers;
        Clock.Advance(Options.UnschedulableAfter);
        await Clock.SetAsync(timers);
        Server.Simulation.SetImage("web:1", PodBehavior.Ready);
        Assert.True((await wait.EndAsync()).IsHealthy);
    }

    [Fact]
    public async Task A_quota_that_is_used_up_shows_in_a_Deployment()
    {
        Server.Objects.Apply(Quota);
        var stuck = await StuckAsync(await ApplyAsync(Deployment()), "pods cannot be made", Options.StuckAfter);
        Assert.StartsWith("FailedCreate: ", stuck.Reason, StringComparison.Ordinal);
        Assert.Contains("exceeded quota: none", stuck.Reason, StringComparison.Ordinal);
        Assert.Contains(stuck.Events, warning => warning.StartsWith("ReplicaSet web-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    [InlineData("Job")]
    public async Task A_quota_that_is_used_up_shows_in_events_of_others(string kind)
    {
        Server.Objects.Apply(Quota);
        var item = await ApplyAsync(kind == "Job" ? Job() : Workload(kind, "db", kind == "StatefulSet" ? "serviceName: db" : ""));
        var stuck = await StuckAsync(item, "pods cannot be made", Options.StuckAfter);
        Assert.Contains("exceeded quota: none", stuck.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_failed_ends_the_wait_at_once_with_its_last_lines()
    {
        Server.Simulation.SetImage("job:1", PodBehavior.Crashes("migrating", "no such table"));
        var wait = Start(await ApplyAsync(Job(more: "backoffLimit: 1")));
        var stuck = Assert.Single((await wait.EndAsync()).Stuck);
        Assert.Equal("BackoffLimitExceeded: Job has reached the specified backoff limit", stuck.Reason);
        var pod = Assert.Single(stuck.Pods);
        Assert.Equal(("Error", "ended: Error (exit code 1)"), (pod.Reason, pod.Message));
        Assert.Equal(["migrating", "no such table"], pod.LogLines);
        Assert.Contains(stuck.Events, warning => warning.StartsWith("Job migrate: BackoffLimitExceeded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_whose_pod_is_gone_by_the_time_it_failed_shows_what_was_read_before()
    {
        Server.Simulation.SetImage("job:1", PodBehavior.Hangs("waiting for a lock"));
        var wait = Start(await ApplyAsync(Job(more: "activeDeadlineSeconds: 30")));
        await wait.UntilAsync("1 pod runs");
        await AreSeenAsync("pods");
        var name = (string)((Tree)Server.Objects.List("pods", Ns)[0]["metadata"]!)["name"]!;
        Server.Objects.Change("pods", Ns, name, tree => ((Dictionary<string, object?>)tree["metadata"]!)["finalizers"] = new List<object?> { "test/hold" });
        Server.Objects.Delete("pods", Ns, name);
        await UntilAsync(() => Server.Requests.Any(request => request is { Subresource: "log", StatusCode: 200 }));
        Server.Objects.Change("pods", Ns, name, tree => ((Dictionary<string, object?>)tree["metadata"]!).Remove("finalizers"));
        Clock.Advance(Seconds(30));
        var stuck = Assert.Single((await wait.EndAsync()).Stuck);
        Assert.StartsWith("DeadlineExceeded", stuck.Reason, StringComparison.Ordinal);
        Assert.Contains(stuck.Pods, pod => pod.Pod == name && pod.LogLines is ["waiting for a lock"]);
    }

    [Fact]
    public async Task What_hangs_is_told_when_the_time_is_up()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Hangs("listening on the wrong port"));
        var wait = Start(await ApplyAsync(Deployment()), await ApplyAsync("{ apiVersion: v1, kind: ConfigMap, metadata: { name: settings } }"));
        await wait.UntilAsync("0 of 1 pods are available");
        await AreSeenAsync("pods", "replicasets");
        Clock.Advance(TimeSpan.FromMinutes(5));
        var stuck = Assert.Single((await wait.EndAsync()).Stuck);
        var pod = Assert.Single(stuck.Pods);
        Assert.Equal(
            $"is not done after 5 min: pod {pod.Pod} has not become ready: container web: Readiness probe failed: HTTP probe failed with statuscode: 503; 0 of 1 pods are available", stuck.Reason);
        Assert.Equal(("web", "NotReady", "containers with unready status: [web]"), (pod.Container, pod.Reason, pod.Message));
        Assert.Equal(["listening on the wrong port"], pod.LogLines);
        Assert.Contains(stuck.Events, warning => warning.Contains("Readiness probe failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_progress_deadline_that_passes_ends_the_wait_at_once()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Hangs());
        var wait = Start(await ApplyAsync(Deployment(more: "progressDeadlineSeconds: 60")));
        await wait.UntilAsync("0 of 1 pods are available");
        Clock.Advance(Seconds(60));
        var stuck = Assert.Single((await wait.EndAsync()).Stuck);
        Assert.StartsWith($"pod {Assert.Single(stuck.Pods).Pod} has not become ready: container web: Readiness probe failed", stuck.Reason, StringComparison.Ordinal);
        Assert.Contains("; ProgressDeadlineExceeded", stuck.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spec.containers{web}", "container web: no such path")]
    [InlineData("spec.containers{proxy}", "containers with unready status: [web]")]
    [InlineData("", "containers with unready status: [web]")]
    public async Task Of_a_container_that_runs_and_is_not_ready_only_what_is_said_of_itself_is_the_reason(string part, string reason)
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Hangs());
        var wait = Start(await ApplyAsync(Deployment(container: "tty: true")));
        await wait.UntilAsync("0 of 1 pods are available");
        await AreSeenAsync("pods", "replicasets");
        var pod = Server.Objects.NamesIn(Ns).Single(name => name.StartsWith("pods/", StringComparison.Ordinal))["pods/".Length..];
        Server.Objects.Apply($$"""
            apiVersion: v1
            kind: Event
            metadata: { name: said, namespace: {{Ns}} }
            involvedObject: { apiVersion: v1, kind: Pod, name: {{pod}}, namespace: {{Ns}}, uid: "{{Server.Objects.Find("pods", Ns, pod).Text("metadata", "uid")}}", fieldPath: "{{part}}" }
            type: Warning
            reason: Said
            message: no such path
            """);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal($"is not done after 5 min: pod {pod} has not become ready: {reason}; 0 of 1 pods are available", Assert.Single((await wait.EndAsync()).Stuck).Reason);
    }

    [Fact]
    public async Task Of_several_pods_that_hang_one_is_named()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Hangs());
        Server.Permissions.Forbid("*", "events");
        var wait = Start(await ApplyAsync(Deployment(replicas: 3)));
        await wait.UntilAsync("0 of 3 pods are available");
        await AreSeenAsync("pods", "replicasets");
        Clock.Advance(TimeSpan.FromMinutes(5));
        var stuck = Assert.Single((await wait.EndAsync()).Stuck);
        Assert.Equal(
            $"is not done after 5 min: 3 of 3 pods have not become ready, such as {stuck.Pods[0].Pod}: containers with unready status: [web]; 0 of 3 pods are available", stuck.Reason);
    }

    [Fact]
    public async Task Crashing_pods_of_the_old_revision_do_not_matter()
    {
        await ApplyAsync(Deployment(replicas: 2));
        Server.Simulation.SetImage("web:2", PodBehavior.Hangs("starting"));
        var item = await ApplyAsync(Deployment("web:2", replicas: 2));
        Server.Simulation.SetImage("web:1", PodBehavior.Crashes("old trouble"));
        var wait = Start(item);
        await wait.UntilAsync("new pods are there");
        await AreSeenAsync("pods", "replicasets");
        Clock.Advance(Options.StuckAfter * 2);
        Clock.Advance(TimeSpan.FromMinutes(5));
        var stuck = Assert.Single((await wait.EndAsync()).Stuck);
        Assert.StartsWith("is not done after 5 min: pod web-", stuck.Reason, StringComparison.Ordinal);
        Assert.EndsWith("; 1 of 2 new pods are there", stuck.Reason, StringComparison.Ordinal);
        Assert.Equal(["starting"], Assert.Single(stuck.Pods).LogLines);
    }

    [Fact]
    public async Task A_crash_is_given_longer_while_something_beside_it_gets_on()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Crashes("no database"));
        Server.Simulation.SetImage("db:1", PodBehavior.Hangs("recovering"));
        var wait = Start(await ApplyAsync(Deployment()), await ApplyAsync(Workload("StatefulSet", "db", "serviceName: db", "db:1")));
        await wait.UntilAsync("web crashes");
        Clock.Advance(Options.StuckAfter);
        Server.Simulation.SetImage("db:1", PodBehavior.Ready);
        Server.Simulation.SetImage("web:1", PodBehavior.Ready);
        Assert.True((await wait.EndAsync()).IsHealthy);
    }

    [Fact]
    public async Task What_somebody_else_deletes_is_told()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Hangs());
        var wait = Start(await ApplyAsync(Deployment()));
        await wait.UntilAsync("0 of 1 pods are available");
        Server.Objects.Delete("deployments.apps", Ns, "web");
        Assert.Equal("was deleted by somebody else while it was waited for", Assert.Single((await wait.EndAsync()).Stuck).Reason);
    }

    [Fact]
    public async Task Another_object_of_the_same_name_does_not_count_however_healthy_it_is()
    {
        var item = await ApplyAsync(Deployment());
        Server.Objects.Delete("deployments.apps", Ns, "web");
        await ApplyAsync(Deployment());
        Assert.StartsWith("is not what was applied", Assert.Single((await Start(item).EndAsync()).Stuck).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_not_be_read_of_pods_is_said_once_and_the_wait_goes_on()
    {
        Server.Permissions.Forbid("*", "pods");
        Server.Permissions.Forbid("*", "events");
        Server.Simulation.SetImage("web:1", PodBehavior.Hangs());
        var wait = Start(await ApplyAsync(Deployment()), await ApplyAsync(Deployment(name: "api")));
        await wait.UntilAsync("Deployment api = Progressing: 0 of 1");
        await wait.UntilAsync("Deployment web = Progressing: 0 of 1");
        await UntilAsync(() => Notes.Count == 1);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(2, (await wait.EndAsync()).Stuck.Count);
        Assert.Equal(["pods in shop cannot be watched", "events in shop cannot be read"], Notes.Select(note => note.Split(',')[0]));
    }

    [Fact]
    public async Task A_log_that_may_not_be_read_is_no_more_than_a_remark()
    {
        Server.Permissions.Forbid("get", "pods/log");
        Server.Simulation.SetImage("web:1", PodBehavior.Crashes("secret"));
        var stuck = await StuckAsync(await ApplyAsync(Deployment()), "web crashes", Options.StuckAfter);
        var pod = Assert.Single(stuck.Pods);
        Assert.Empty(pod.LogLines);
        Assert.Contains("cannot get resource \"pods/log\"", pod.LogFault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_that_may_not_be_watched_is_stuck_and_says_why()
    {
        Server.Permissions.Forbid("watch", "deployments");
        Server.Permissions.Forbid("list", "deployments");
        var stuck = Assert.Single((await Start(await ApplyAsync(Deployment())).EndAsync()).Stuck);
        Assert.StartsWith("its health cannot be seen: ", stuck.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_has_each_trouble_once_and_is_bounded()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Crashes([.. Enumerable.Range(1, 100).Select(line => $"line {line}")]));
        var stuck = await StuckAsync(await ApplyAsync(Deployment(replicas: 12)), "web crashes", Options.StuckAfter);
        Assert.StartsWith("12 of 12 pods: ", stuck.Reason, StringComparison.Ordinal);
        Assert.Equal(["line 81", "line 100"], [Assert.Single(stuck.Pods).LogLines[0], stuck.Pods[0].LogLines[^1]]);
        Assert.Equal(20, stuck.Pods[0].LogLines.Count);
        Assert.Single(stuck.Events);
    }

    const string Quota = "{ apiVersion: v1, kind: ResourceQuota, metadata: { name: none, namespace: shop }, spec: { hard: { pods: '0' } } }";

    async Task<StuckObject> StuckAsync(WaitItem item, string sign, TimeSpan after)
    {
        var wait = Start(item);
        await wait.UntilAsync(sign);
        await AreSeenAsync("pods");
        Clock.Advance(after);
        return Assert.Single((await wait.EndAsync()).Stuck);
    }

    // The watch begins when what was listed has been told.
    Task AreSeenAsync(params string[] resources) =>
        UntilAsync(() => resources.All(resource => Server.Requests.Any(request => request.Verb == "watch" && request.Resource == resource)));

    string Event(string reason, string type) => $$"""
        apiVersion: v1
        kind: Event
        metadata: { name: pod.1, namespace: shop }
        involvedObject: { kind: Pod, namespace: shop, name: web, uid: {{((Tree)Server.Objects.List("pods", Ns)[0]["metadata"]!)["uid"]}} }
        reason: {{reason}}
        type: {{type}}
        """;
}
