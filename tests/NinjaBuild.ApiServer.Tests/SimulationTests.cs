using NinjaBuild.ApiServer.Controllers;

namespace NinjaBuild.ApiServer.Tests;

/// <summary>What controllers make of workloads.</summary>
public sealed class SimulationTests : ServerTest
{
    const string Web = Deployments + "/web";
    const string Pods = "/api/v1/namespaces/default/pods";
    const string Jobs = "/apis/batch/v1/namespaces/default/jobs";

    [Fact]
    public async Task A_deployment_gets_a_replica_set_with_ready_pods()
    {
        Server.Simulation.Run();
        await Api.ApplyAsync(Web, Deployment("web", replicas: 2));
        var reply = await Api.GetAsync(Web);
        Assert.Equal(("1", "2", "2"), (reply.At("status", "observedGeneration"), reply.At("status", "updatedReplicas"), reply.At("status", "availableReplicas")));
        Assert.Equal("Available=True MinimumReplicasAvailable; Progressing=True NewReplicaSetAvailable", ConditionsOf(reply));
        Assert.Equal("\"1\"", reply.At("metadata", "annotations", "deployment.kubernetes.io/revision"));
        var pods = await Api.GetAsync(Pods);
        Assert.Equal(("\"Running\"", "true"), (pods.At("items", "1", "status", "phase"), pods.At("items", "1", "status", "containerStatuses", "0", "ready")));
    }

    [Fact]
    public async Task A_new_template_rolls_over_and_leaves_the_old_set_empty()
    {
        Server.Simulation.Run();
        await Api.ApplyAsync(Web, Deployment("web", replicas: 3));
        await Api.ApplyAsync(Web, Deployment("web", "web:2", replicas: 3));
        Assert.Equal(["0", "3"], Server.Objects.List("replicasets.apps").Select(set => new Reply(0, new(set), "", []).At("spec", "replicas")).Order(StringComparer.Ordinal));
        Assert.Equal(3, Server.Objects.List("pods").Count);
        Assert.Equal("\"2\"", (await Api.GetAsync(Web)).At("metadata", "annotations", "deployment.kubernetes.io/revision"));
    }

    [Theory]
    [InlineData(PodOutcome.Crashes, "\"CrashLoopBackOff\"", "\"Running\"")]
    [InlineData(PodOutcome.ImageMissing, "\"ImagePullBackOff\"", "\"Pending\"")]
    [InlineData(PodOutcome.BadConfiguration, "\"CreateContainerConfigError\"", "\"Pending\"")]
    [InlineData(PodOutcome.Hangs, "null", "\"Running\"")]
    [InlineData(PodOutcome.Unschedulable, "null", "\"Pending\"")]
    public async Task A_new_version_that_does_not_get_ready_leaves_old_pods_running(PodOutcome outcome, string waiting, string phase)
    {
        Server.Simulation.SetImage("web:2", new PodBehavior(outcome) { Message = outcome == PodOutcome.BadConfiguration ? "secret \"db\" not found" : null });
        await Api.ApplyAsync(Web, Deployment("web", replicas: 2));
        await Api.ApplyAsync(Web, Deployment("web", "web:2", replicas: 2));
        var reply = await Api.GetAsync(Web);
        Assert.Equal(("2", "1", "1"), (reply.At("status", "availableReplicas"), reply.At("status", "updatedReplicas"), reply.At("status", "unavailableReplicas")));
        var pod = Server.Objects.List("pods").Select(pod => new Reply(0, new(pod), "", [])).Single(pod => pod.At("spec", "containers", "0", "image") == "\"web:2\"");
        Assert.Equal((waiting, phase), (pod.At("status", "containerStatuses", "0", "state", "waiting", "reason"), pod.At("status", "phase")));
    }

    [Fact]
    public async Task A_pod_that_gets_better_lets_its_deployment_go_on()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Hangs());
        await Api.ApplyAsync(Web, Deployment("web"));
        Assert.Equal("Available=False MinimumReplicasUnavailable; Progressing=True ReplicaSetUpdated", ConditionsOf(await Api.GetAsync(Web)));
        Server.Simulation.SetImage("web:1", PodBehavior.Ready);
        Assert.Equal("Available=True MinimumReplicasAvailable; Progressing=True NewReplicaSetAvailable", ConditionsOf(await Api.GetAsync(Web)));
    }

    [Fact]
    public async Task The_progress_deadline_passes_with_the_clock()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Hangs());
        await Api.ApplyAsync(Web, Deployment("web", moreSpec: "progressDeadlineSeconds: 60"));
        Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Contains("Progressing=True", ConditionsOf(await Api.GetAsync(Web)), StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains("Progressing=False ProgressDeadlineExceeded", ConditionsOf(await Api.GetAsync(Web)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quota_shows_as_a_replica_failure()
    {
        Server.Simulation.Run();
        Server.Objects.Apply("{apiVersion: v1, kind: ResourceQuota, metadata: {name: few, namespace: default}, spec: {hard: {pods: '1'}}}");
        await Api.ApplyAsync(Web, Deployment("web", replicas: 2));
        var reply = await Api.GetAsync(Web);
        Assert.Contains("ReplicaFailure=True FailedCreate", ConditionsOf(reply), StringComparison.Ordinal);
        Assert.Contains("exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_are_those_of_the_behaviour()
    {
        Server.Simulation.SetImage("web:1", PodBehavior.Crashes("starting", "no database"));
        await Api.ApplyAsync(Web, Deployment("web"));
        var pod = new Reply(0, new(Server.Objects.List("pods")[0]), "", []).At("metadata", "name").Trim('"');
        Assert.Equal("no database\n", (await Api.GetAsync($"{Pods}/{pod}/log?tailLines=1")).Text);
        Assert.Equal("starting\nno database\n", (await Api.GetAsync($"{Pods}/{pod}/log?previous=true")).Text);
        Server.Simulation.SetImage("web:1", PodBehavior.ImageMissing);
        Assert.Equal($"container \"web\" in pod \"{pod}\" is waiting to start: trying and failing to pull image", (await Api.GetAsync($"{Pods}/{pod}/log")).Message);
    }

    [Fact]
    public async Task A_job_completes()
    {
        Server.Simulation.Run();
        await Api.ApplyAsync(Jobs + "/j", Job("{}"));
        var reply = await Api.GetAsync(Jobs + "/j");
        Assert.Equal("SuccessCriteriaMet=True CompletionsReached; Complete=True CompletionsReached", ConditionsOf(reply));
        Assert.Equal("1", reply.At("status", "succeeded"));
    }

    [Theory]
    [InlineData("Never", 3)]
    [InlineData("OnFailure", 1)]
    public async Task A_job_that_fails_too_often_has_failed(string restartPolicy, int pods)
    {
        Server.Simulation.SetImage("job:1", PodBehavior.Crashes("boom"));
        await Api.ApplyAsync(Jobs + "/j", Job("{backoffLimit: 2}", restartPolicy));
        Assert.Equal("FailureTarget=True BackoffLimitExceeded; Failed=True BackoffLimitExceeded", ConditionsOf(await Api.GetAsync(Jobs + "/j")));
        Assert.Equal(pods, Server.Objects.List("pods").Count);
    }

    [Fact]
    public async Task A_job_that_takes_too_long_has_failed_and_one_that_is_over_goes()
    {
        Server.Simulation.SetImage("job:1", PodBehavior.Hangs());
        await Api.ApplyAsync(Jobs + "/j", Job("{activeDeadlineSeconds: 30, ttlSecondsAfterFinished: 60}"));
        Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Contains("Failed=True DeadlineExceeded", ConditionsOf(await Api.GetAsync(Jobs + "/j")), StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(404, (await Api.GetAsync(Jobs + "/j")).Status);
        Assert.Empty(Server.Objects.List("pods"));
    }

    [Fact]
    public async Task A_stateful_set_stops_at_the_first_pod_that_is_not_ready()
    {
        const string Path = "/apis/apps/v1/namespaces/default/statefulsets/db";
        static string Set(string image) => Deployment("db", image, 3, "serviceName: db").Replace("kind: Deployment", "kind: StatefulSet", StringComparison.Ordinal);
        Server.Simulation.SetImage("db:2", PodBehavior.Hangs());
        await Api.ApplyAsync(Path, Set("db:1"));
        Assert.Equal(["db-0", "db-1", "db-2"], Names("pods"));
        await Api.ApplyAsync(Path, Set("db:2"));
        var reply = await Api.GetAsync(Path);
        Assert.Equal(("2", "1", "3"), (reply.At("status", "readyReplicas"), reply.At("status", "updatedReplicas"), reply.At("status", "replicas")));
        Assert.NotEqual(reply.At("status", "currentRevision"), reply.At("status", "updateRevision"));
        Server.Simulation.SetImage("db:2", PodBehavior.Ready);
        reply = await Api.GetAsync(Path);
        Assert.Equal((reply.At("status", "updateRevision"), "3"), (reply.At("status", "currentRevision"), reply.At("status", "updatedReplicas")));
    }

    [Fact]
    public async Task A_daemon_set_runs_on_the_node()
    {
        Server.Simulation.Run();
        const string Path = "/apis/apps/v1/namespaces/default/daemonsets/ds";
        var yaml = Deployment("ds").Replace("kind: Deployment", "kind: DaemonSet", StringComparison.Ordinal).Replace("replicas: 1", "", StringComparison.Ordinal);
        await Api.ApplyAsync(Path, yaml);
        var reply = await Api.GetAsync(Path);
        Assert.Equal(("1", "1", "1"), (reply.At("status", "desiredNumberScheduled"), reply.At("status", "numberAvailable"), reply.At("status", "updatedNumberScheduled")));
    }

    [Fact]
    public async Task Services_ingresses_claims_budgets_and_autoscalers_get_a_status()
    {
        Server.Simulation.Run();
        await Api.ApplyAsync(Web, Deployment("web", replicas: 2));
        Server.Objects.Apply("{apiVersion: v1, kind: Service, metadata: {name: lb}, spec: {type: LoadBalancer, ports: [{port: 80}]}}");
        Server.Objects.Apply("{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: in}, spec: {defaultBackend: {service: {name: lb, port: {number: 80}}}}}");
        Server.Objects.Apply("{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: disk}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}");
        Server.Objects.Apply("{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: pdb}, spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}}");
        Server.Objects.Apply("{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: hpa}, spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}}");
        Assert.Equal("\"203.0.113.10\"", (await Api.GetAsync(Services + "/lb")).At("status", "loadBalancer", "ingress", "0", "ip"));
        Assert.Equal("\"203.0.113.10\"", (await Api.GetAsync("/apis/networking.k8s.io/v1/namespaces/default/ingresses/in")).At("status", "loadBalancer", "ingress", "0", "ip"));
        Assert.Equal("\"Bound\"", (await Api.GetAsync("/api/v1/namespaces/default/persistentvolumeclaims/disk")).At("status", "phase"));
        Assert.Equal("1", (await Api.GetAsync("/apis/policy/v1/namespaces/default/poddisruptionbudgets/pdb")).At("status", "disruptionsAllowed"));
        Assert.Equal("2", (await Api.GetAsync("/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers/hpa")).At("status", "currentReplicas"));
    }

    [Fact]
    public async Task Held_controllers_do_nothing_until_they_are_released()
    {
        Server.Simulation.Hold();
        await Api.ApplyAsync(Web, Deployment("web"));
        Assert.Equal("{}", (await Api.GetAsync(Web)).At("status"));
        Server.Simulation.Release();
        Assert.Equal("1", (await Api.GetAsync(Web)).At("status", "availableReplicas"));
    }

    [Fact]
    public async Task Deleting_a_deployment_takes_its_sets_and_pods_along()
    {
        Server.Simulation.Run();
        await Api.ApplyAsync(Web, Deployment("web", replicas: 2));
        await Api.DeleteAsync(Web);
        Assert.Empty(Server.Objects.List("replicasets.apps"));
        Assert.Empty(Server.Objects.List("pods"));
    }

    static string Job(string moreSpec, string restartPolicy = "Never") =>
        $"{{apiVersion: batch/v1, kind: Job, metadata: {{name: j}}, spec: {{{moreSpec[1..^1]}{(moreSpec.Length > 2 ? "," : "")} template: {{spec: {{restartPolicy: {restartPolicy}, containers: [{{name: c, image: 'job:1'}}]}}}}}}}}";

    IEnumerable<string> Names(string resource) => Server.Objects.List(resource).Select(found => new Reply(0, new(found), "", []).At("metadata", "name").Trim('"'));

    static string ConditionsOf(Reply reply)
    {
        var shown = new List<string>();
        for (int i = 0; reply.At("status", "conditions", $"{i}") != "null"; i++)
        {
            string Of(string field) => reply.At("status", "conditions", $"{i}", field).Trim('"');
            shown.Add($"{Of("type")}={Of("status")} {Of("reason")}");
        }

        return string.Join("; ", shown);
    }
}
