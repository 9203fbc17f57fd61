using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests.Clusters;

/// <summary>Deploys to a cluster through kubectl, whether the cluster is real or in memory.</summary>
public sealed class ClusterTests
{
    [ClusterFact]
    public async Task A_release_is_deployed_changed_rolled_back_and_taken_away()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Hook("migrate", "ready", "true").App("web").Config("settings", "1");

        Assert.Equal(ReleaseResult.Done, (await cluster.DeployAsync()).Result);
        Assert.Equal(ReleaseResult.NothingToDo, (await cluster.DeployAsync()).Result);
        var first = await cluster.ContentAsync();

        cluster.App("web", script: "sleep 999999").Config("added", "1").Without("settings");
        Assert.Equal(ReleaseResult.Done, (await cluster.DeployAsync()).Result);
        Assert.Null(await cluster.FindAsync("v1", "ConfigMap", "settings"));

        Assert.Equal(ReleaseResult.Done, (await cluster.RollbackAsync()).Result);
        Assert.Equal(first, await cluster.ContentAsync());
        Assert.Empty((await cluster.StatusAsync()).Drifted);

        Assert.Equal(ReleaseResult.Done, (await cluster.UndeployAsync()).Result);
        Assert.Empty(await cluster.ContentAsync());
    }

    [ClusterFact]
    public async Task A_container_that_crashes_is_rolled_back_with_its_last_lines_shown()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Config("settings", "1").App("web");
        await cluster.DeployAsync();
        var before = await cluster.ContentAsync();
        cluster.Config("settings", "2").App("web", "crashes", "echo boom; exit 1");

        var outcome = await cluster.DeployAsync();

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Contains("boom", outcome.Stuck.SelectMany(stuck => stuck.Pods).SelectMany(pod => pod.LogLines));
        Assert.Equal(before, await cluster.ContentAsync());
    }

    [ClusterFact]
    public async Task An_image_that_cannot_be_pulled_is_recognised_and_leaves_nothing_behind()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Config("settings", "1").App("web", "imagemissing", image: "registry.k8s.io/ninjabuild/no-such-image:1");

        var outcome = await cluster.DeployAsync();

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Contains("Image", Assert.Single(outcome.Stuck).Reason, StringComparison.Ordinal);
        Assert.Empty(await cluster.ContentAsync());
    }

    [ClusterFact]
    public async Task A_job_that_fails_keeps_the_objects_from_being_touched()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Hook("migrate", "crashes", "echo boom; exit 1").App("web");

        var outcome = await cluster.DeployAsync();

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Contains("boom", Assert.Single(outcome.Stuck).Pods.SelectMany(pod => pod.LogLines));
        Assert.Empty(await cluster.ContentAsync());
    }

    [ClusterFact]
    public async Task What_never_gets_ready_fails_when_its_time_is_up()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.File("templates/web.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web }, annotations: { test.ninjabuild.dev/outcome: hangs } }
                spec:
                  terminationGracePeriodSeconds: 0
                  containers:
                    - { name: main, image: "busybox:1.36", command: [sh, -c, "sleep 1000000"], readinessProbe: { exec: { command: ["false"] } } }
            """);

        var outcome = await cluster.DeployAsync(cluster.Options with { WaveTimeout = TimeSpan.FromSeconds(3) });

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Empty(await cluster.ContentAsync());
    }

    [ClusterFact]
    public async Task An_object_that_is_taken_over_is_given_back_when_the_deploy_fails()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.ApplyAsync("v1", "ConfigMap", "settings", "somebody", new(StringComparer.Ordinal)
        {
            ["data"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["value"] = "theirs", ["other"] = "stays" },
        });
        var before = await cluster.FindAsync("v1", "ConfigMap", "settings");
        cluster.Config("settings", "ours").App("web", "crashes", "exit 1", wave: 1);

        var outcome = await cluster.DeployAsync(cluster.Options with { Permissions = new(Replace: false, TakeFields: true, Adopt: true) });

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        var after = await cluster.FindAsync("v1", "ConfigMap", "settings");
        Assert.Equal(PlainJson.Of(before.At("data")), PlainJson.Of(after.At("data")));
        Assert.Equal(PlainJson.OfOwners(before), PlainJson.OfOwners(after));
        Assert.Equal(PlainJson.Of(before.At("metadata", "labels")), PlainJson.Of(after.At("metadata", "labels")));
    }

    [ClusterFact]
    public async Task A_field_that_somebody_else_changed_is_a_conflict_with_a_name()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Config("settings", "1");
        await cluster.DeployAsync();
        await cluster.ApplyAsync("v1", "ConfigMap", "settings", "somebody", new(StringComparer.Ordinal)
        {
            ["data"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["value"] = "9" },
        });
        cluster.Config("settings", "2");

        var outcome = await cluster.DeployAsync();

        Assert.Equal(ReleaseResult.Refused, outcome.Result);
        Assert.Contains("'somebody'", Assert.Single(outcome.Problems).ToString(), StringComparison.Ordinal);
    }
}
