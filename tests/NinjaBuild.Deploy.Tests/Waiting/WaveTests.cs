using FsCheck;
using FsCheck.Fluent;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Deploy.Waiting.Judging;
using NinjaBuild.Deploy.Waiting.Looks;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Yaml;

namespace NinjaBuild.Deploy.Tests.Waiting;

/// <summary>When an object counts as stuck, judged without a cluster: what is seen, and at which second.</summary>
public sealed class WaveTests
{
    const string Running = "state: { running: { startedAt: x } }, ready: false, restartCount: 1, lastState: { terminated: { exitCode: 1, reason: Error } }";
    const string Ready = "state: { running: { startedAt: x } }, ready: true, restartCount: 1, lastState: { terminated: { exitCode: 1, reason: Error } }";
    const string Crashed = "state: { waiting: { reason: CrashLoopBackOff } }, ready: false, restartCount: 1, lastState: { terminated: { exitCode: 1, reason: Error } }";
    const string Pulling = "state: { waiting: { reason: ErrImagePull } }, ready: false";
    const string BackingOff = "state: { waiting: { reason: ImagePullBackOff } }, ready: false";

    static readonly HealthWatchOptions Options = new();
    static readonly ApiResource Deployments = new("apps", "v1", "Deployment", "deployments", IsNamespaced: true, new HashSet<string>());

    [Fact]
    public void A_container_that_comes_and_goes_between_running_and_crashing_is_given_its_time_once()
    {
        var wave = Wave(Deployment());
        SeeRollout(wave, available: 0);
        Assert.Equal("0: Waits, 10: Waits, 19: Waits, 20: Waits, 25: Stuck", Judge(wave, (0, Crashed), (10, Running), (19, Crashed), (20, Running), (25, Crashed)));
    }

    [Fact]
    public void One_that_runs_when_its_time_is_up_may_still_get_ready()
    {
        var wave = Wave(Deployment());
        SeeRollout(wave, available: 0);
        Assert.Equal("0: Waits, 5: Waits, 60: Waits", Judge(wave, (0, Crashed), (5, Running), (60, Running)));
    }

    [Fact]
    public void One_that_was_ready_for_a_moment_has_not_recovered()
    {
        var wave = Wave(Deployment());
        SeeRollout(wave, available: 0);
        Assert.Equal("0: Waits, 10: Waits, 14: Waits, 21: Stuck", Judge(wave, (0, Crashed), (10, Ready), (14, Crashed), (21, Crashed)));
    }

    [Fact]
    public void One_that_stayed_ready_begins_anew()
    {
        var wave = Wave(Deployment());
        SeeRollout(wave, available: 0);
        Assert.Equal("0: Waits, 10: Waits, 15: Waits, 30: Waits, 49: Waits, 50: Stuck", Judge(wave, (0, Crashed), (10, Ready), (15, Ready), (30, Crashed), (49, Crashed), (50, Crashed)));
    }

    [Fact]
    public void One_that_crashed_and_is_ready_again_is_done_once_it_stayed_so()
    {
        var wave = Wave(Deployment());
        SeeRollout(wave, available: 0);
        Judge(wave, (0, Crashed));
        SeeRollout(wave, available: 1);
        Assert.Equal("3: Waits, 7: Waits, 8: Done", Judge(wave, (3, Ready), (7, Ready), (8, Ready)));
    }

    [Fact]
    public void An_image_is_tried_again_and_again_and_that_is_one_trouble()
    {
        var wave = Wave(Deployment());
        SeeRollout(wave, available: 0);
        Assert.Equal("0: Waits, 10: Waits, 20: Stuck", Judge(wave, (0, Pulling), (10, BackingOff), (20, Pulling)));
    }

    [Fact]
    public void A_name_that_is_no_images_is_hopeless_at_once()
    {
        var wave = Wave(Deployment());
        SeeRollout(wave, available: 0);
        Assert.Equal("0: Stuck", Judge(wave, (0, "state: { waiting: { reason: InvalidImageName, message: couldn't parse } }")));
    }

    [Fact]
    public void Crashes_have_as_long_again_once_what_they_may_have_waited_for_is_there()
    {
        var other = new ObjectIdentity("apps", "Deployment", "shop", "db");
        var wave = new Wave([Deployment(), new WaitItem(Deployments, other, null, null)], Options);
        SeeRollout(wave, available: 0);
        wave.See(other, ObjectLook.Of(DeploymentTree(0, probe: "readinessProbe: {}", uid: "db-uid")));
        Assert.Equal("0: Waits, 50: Waits", Judge(wave, (0, Crashed), (50, Crashed)));
        wave.See(other, ObjectLook.Of(DeploymentTree(1, probe: "readinessProbe: {}", uid: "db-uid")));
        Assert.Equal("50: Waits, 99: Waits, 100: Stuck", Judge(wave, (50, Crashed), (99, Crashed), (100, Crashed)));
    }

    [Fact]
    public void A_deadline_that_passed_before_the_change_is_given_time_to_be_cleared()
    {
        var wave = Wave(Deployment());
        const string Late = ", conditions: [ { type: Progressing, status: 'False', reason: ProgressDeadlineExceeded } ]";
        SeeRollout(wave, available: 0, more: Late);
        Assert.Equal("0: Waits, 19: Waits, 20: Stuck", Judge(wave, (0, ""), (19, ""), (20, "")));
        SeeRollout(wave, available: 0);
        Assert.Equal("21: Waits", Judge(wave, (21, "")));
        SeeRollout(wave, available: 0, more: Late);
        Assert.Equal("22: Stuck", Judge(wave, (22, "")));
    }

    [Fact]
    public void What_the_server_says_of_an_earlier_generation_does_not_count()
    {
        var wave = new Wave([Deployment() with { Generation = 3 }], Options);
        SeeRollout(wave, available: 1);
        Assert.Equal("0: Waits, 100: Waits", Judge(wave, (0, Crashed), (100, Crashed)));
    }

    [Fact]
    public void Pods_of_another_revision_do_not_count()
    {
        var wave = Wave(Deployment());
        SeeRollout(wave, available: 0);
        wave.PodsIn("shop").See(new ReplicaSetLook("web-1", "old-set", "web-uid", "1"));
        wave.PodsIn("shop").See(PodLook.Of(Pod("old", "old-set", Crashed)));
        Assert.Equal("0: Waits, 100: Waits", Judge(wave, (0, ""), (100, "")));
    }

    [Fact]
    public void Pods_of_a_DaemonSet_whose_template_is_an_older_one_do_not_count()
    {
        var identity = new ObjectIdentity("apps", "DaemonSet", "shop", "agent");
        var wave = new Wave([new WaitItem(Deployments, identity, null, null)], Options);
        wave.See(identity, ObjectLook.Of(Tree("""
            { apiVersion: apps/v1, kind: DaemonSet, metadata: { name: agent, uid: agent-uid, generation: 2, annotations: { deprecated.daemonset.template.generation: "2" } },
              status: { observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 1, currentNumberScheduled: 2 } }
            """)));
        wave.PodsIn("shop").See(PodLook.Of(Pod("old", "agent-uid", Crashed, "pod-template-generation: '1'")));
        Assert.Equal("0: Waits, 100: Waits", Judge(wave, (0, ""), (100, "")));
        wave.PodsIn("shop").See(PodLook.Of(Pod("new", "agent-uid", Crashed, "pod-template-generation: '2'")));
        Assert.Equal("100: Waits, 120: Stuck", Judge(wave, (100, ""), (120, "")));
    }

    [Fact]
    public void An_old_pod_that_holds_up_a_StatefulSet_is_named()
    {
        var identity = new ObjectIdentity("apps", "StatefulSet", "shop", "db");
        var wave = new Wave([new WaitItem(Deployments, identity, null, null)], Options);
        wave.See(identity, ObjectLook.Of(Tree("""
            { apiVersion: apps/v1, kind: StatefulSet, metadata: { name: db, uid: db-uid, generation: 3 }, spec: { replicas: 1, podManagementPolicy: OrderedReady },
              status: { observedGeneration: 3, replicas: 1, currentRevision: db-a, updateRevision: db-a } }
            """)));
        wave.PodsIn("shop").See(PodLook.Of(Pod("db-0", "db-uid", Crashed, "controller-revision-hash: db-b")));
        wave.Judge(TimeSpan.Zero);
        var stuck = Assert.Single(wave.Judge(Options.StuckAfter));
        Assert.Equal(Standing.Stuck, stuck.Standing);
        Assert.StartsWith("pod db-0 of an older revision is not ready (web: CrashLoopBackOff", stuck.Health.Reason, StringComparison.Ordinal);
        Assert.EndsWith("delete the pod", stuck.Health.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Job_is_left_its_own_tries()
    {
        var identity = new ObjectIdentity("batch", "Job", "shop", "migrate");
        var wave = new Wave([new WaitItem(Deployments, identity, null, null)], Options);
        wave.See(identity, ObjectLook.Of(Tree("{ apiVersion: batch/v1, kind: Job, metadata: { name: migrate, uid: job-uid }, status: { active: 1 } }")));
        wave.PodsIn("shop").See(PodLook.Of(Pod("migrate-1", "job-uid", Crashed)));
        Assert.Equal("0: Waits, 100: Waits", Judge(wave, (0, ""), (100, "")));
        wave.PodsIn("shop").See(PodLook.Of(Pod("migrate-1", "job-uid", BackingOff)));
        Assert.Equal("100: Waits, 120: Stuck", Judge(wave, (100, ""), (120, "")));
    }

    [Fact]
    public void An_event_that_pods_cannot_be_made_counts_until_there_are_more_of_them()
    {
        var identity = new ObjectIdentity("apps", "StatefulSet", "shop", "db");
        ObjectLook Look(int pods, int generation) => ObjectLook.Of(Tree($$"""
            { apiVersion: apps/v1, kind: StatefulSet, metadata: { name: db, uid: db-uid, generation: {{generation}} }, spec: { replicas: 3 },
              status: { observedGeneration: {{generation}}, replicas: {{pods}}, updateRevision: db-a } }
            """));
        var wave = new Wave([new WaitItem(Deployments, identity, null, null)], Options);
        wave.See(identity, Look(pods: 1, generation: 1));
        wave.SeeFailedCreate("db-uid", "exceeded quota", isOld: true);
        Assert.Equal("0: Waits, 20: Stuck", Judge(wave, (0, ""), (20, "")));
        wave.See(identity, Look(pods: 2, generation: 1));
        Assert.Equal("21: Waits, 60: Waits", Judge(wave, (21, ""), (60, "")));
        wave.See(identity, Look(pods: 2, generation: 2));
        wave.SeeFailedCreate("db-uid", "of an earlier version", isOld: true);
        Assert.Equal("61: Waits, 100: Waits", Judge(wave, (61, ""), (100, "")));
        wave.SeeFailedCreate("db-uid", "exceeded quota", isOld: false);
        Assert.Equal("101: Waits, 121: Stuck", Judge(wave, (101, ""), (121, "")));
    }

    /// <summary>Whatever the order in which watches tell of different objects, the same is thought in the end.</summary>
    [Fact]
    public void The_order_in_which_objects_are_told_of_changes_nothing()
    {
        var orders = ArbMap.Default.GeneratorFor<int>().ArrayOf(8).Two().ToArbitrary();
        Prop.ForAll(orders, orders => Told(orders.Item1) == Told(orders.Item2)).QuickCheckThrowOnFailure();
    }

    /// <summary>Tells of a rollout in some order, each object's news in its own, and says what is thought of it.</summary>
    static string Told(int[] order)
    {
        var wave = Wave(Deployment());
        var pods = wave.PodsIn("shop");
        var queues = new List<Queue<Action>>
        {
            new([() => SeeRollout(wave, available: 1, revision: 1), () => SeeRollout(wave, available: 0)]),
            new([() => pods.See(new ReplicaSetLook("web-1", "old-set", "web-uid", "1"))]),
            new([() => pods.See(new ReplicaSetLook("web-2", "set", "web-uid", null)), () => pods.See(new ReplicaSetLook("web-2", "set", "web-uid", "2"))]),
            new([() => pods.See(PodLook.Of(Pod("old", "old-set", Pulling))), () => pods.PodGone("old")]),
            new([() => pods.See(PodLook.Of(Pod("new", "set", Ready))), () => pods.See(PodLook.Of(Pod("new", "set", BackingOff)))]),
        };
        foreach (int next in order.Concat(Enumerable.Repeat(0, 16)))
        {
            queues.RemoveAll(queue => queue.Count == 0);
            if (queues.Count > 0)
                queues[(next & int.MaxValue) % queues.Count].Dequeue()();
        }

        wave.Judge(TimeSpan.Zero);
        return string.Join(", ", wave.Judge(Options.StuckAfter).Select(one => $"{one.Standing} {one.Health}"));
    }

    [Fact]
    public void What_is_told_is_stuck_at_all() => Assert.Equal("Stuck Degraded: web: ImagePullBackOff", Told([]));

    static Wave Wave(WaitItem item) => new([item], Options);

    static WaitItem Deployment() => new(Deployments, new ObjectIdentity("apps", "Deployment", "shop", "web"), "web-uid", Generation: 2);

    static void SeeRollout(Wave wave, int available, string more = "", int revision = 2)
    {
        wave.See(Deployment().Identity, ObjectLook.Of(DeploymentTree(available, more, revision)));
        if (revision == 2 && more.Length == 0)
            wave.PodsIn("shop").See(new ReplicaSetLook("web-2", "set", "web-uid", "2"));
    }

    static Dictionary<string, object?> DeploymentTree(int available, string more = "", int revision = 2, string probe = "", string uid = "web-uid") => Tree($$"""
        { apiVersion: apps/v1, kind: Deployment, metadata: { name: web, uid: {{uid}}, generation: 2, annotations: { deployment.kubernetes.io/revision: "{{revision}}" } },
          spec: { replicas: 1, template: { spec: { containers: [ { name: web, {{probe}} } ] } } },
          status: { observedGeneration: {{revision}}, replicas: 1, updatedReplicas: 1, availableReplicas: {{available}}{{more}} } }
        """);

    static Dictionary<string, object?> Pod(string name, string owner, string container, string label = "app: web") => Tree($$"""
        { apiVersion: v1, kind: Pod, metadata: { name: {{name}}, uid: {{name}}-uid, labels: { {{label}} }, ownerReferences: [ { uid: {{owner}}, controller: true } ] },
          spec: { restartPolicy: Always, containers: [ { name: web } ] },
          status: { phase: Running, containerStatuses: [ { name: web, {{container}} } ] } }
        """);

    /// <summary>Judges the only object, or the first, at some seconds, each with the state of its pod's container.</summary>
    static string Judge(Wave wave, params (int Second, string Container)[] looks) => string.Join(", ", looks.Select(look =>
    {
        if (look.Container.Length > 0)
            wave.PodsIn("shop").See(PodLook.Of(Pod("web-2-x", "set", look.Container)));
        return $"{look.Second}: {wave.Judge(TimeSpan.FromSeconds(look.Second))[0].Standing}";
    }));

    static Dictionary<string, object?> Tree(string yaml)
    {
        var read = YamlReader.Read(yaml, "test.yaml");
        Assert.Empty(read.Errors);
        return (Dictionary<string, object?>)YamlValues.ToObject(read.Documents[0])!;
    }
}
