using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests;

/// <summary>When hooks run, and what becomes of their objects.</summary>
public sealed class HookTests
{
    const string Ns = "shop-dev";

    [Fact]
    public async Task A_job_of_nobody_that_has_the_name_of_a_hook_is_not_deleted_with_the_release()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Hook("migrate", policy: "hook-succeeded");
        await scenario.DeployAsync();
        scenario.Server.Objects.Apply("""
            apiVersion: batch/v1
            kind: Job
            metadata: { name: migrate, namespace: shop-dev }
            spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "other:1" }] } } }
            """, "kubectl");

        var outcome = await scenario.UndeployAsync();

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        Assert.NotNull(scenario.Server.Objects.Find("jobs.batch", Ns, "migrate"));
    }

    [Fact]
    public async Task Why_a_hook_failed_is_told_even_if_its_job_cannot_be_deleted()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("job:1", PodBehavior.Crashes("no such table"));
        scenario.Server.Faults.On("delete", "jobs").Answer(403, "Forbidden", "jobs stay");
        scenario.App("web").Hook("migrate", policy: "hook-failed");

        var outcome = await scenario.DeployAsync();

        Assert.Contains("no such table", outcome.Stuck.SelectMany(stuck => stuck.Pods).SelectMany(pod => pod.LogLines));
        Assert.Contains(outcome.Problems, problem => problem.Message.Contains("jobs stay", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hooks_of_one_name_run_one_after_another_and_are_no_change_the_next_time()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Hook("migrate").Template("second", """
            apiVersion: batch/v1
            kind: Job
            metadata: { name: migrate, annotations: { helm.sh/hook: "post-install,post-upgrade" } }
            spec: { backoffLimit: 0, template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "job:2" }] } } }
            """);
        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync()).Result);

        Assert.Equal(ReleaseResult.NothingToDo, (await scenario.DeployAsync()).Result);
    }

    [Fact]
    public async Task A_hook_with_a_generated_name_does_not_run_again_without_a_change()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Template("smoke", """
            apiVersion: batch/v1
            kind: Job
            metadata: { generateName: smoke-, annotations: { argocd.argoproj.io/hook: PostSync } }
            spec: { backoffLimit: 0, template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "job:1" }] } } }
            """);
        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync()).Result);

        Assert.Equal(ReleaseResult.NothingToDo, (await scenario.DeployAsync()).Result);
    }

    [Fact]
    public async Task A_release_with_a_secret_among_its_hooks_can_be_rolled_back_and_taken_away()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Secret("credentials", "hunter2", "helm.sh/hook: 'pre-install,pre-upgrade,pre-rollback,pre-delete', helm.sh/hook-weight: '-5'").Hook("migrate");
        await scenario.DeployAsync();
        await scenario.App("web", image: "web:2").DeployAsync();

        Assert.Equal(ReleaseResult.Done, (await scenario.RollbackAsync()).Result);
        Assert.Equal("aHVudGVyMg==", scenario.Server.Objects.Find("secrets", Ns, "credentials").Text("data", "value"));
        Assert.Equal(ReleaseResult.Done, (await scenario.UndeployAsync()).Result);
        Assert.Null(scenario.Server.Objects.Find("secrets", Ns, "credentials"));
    }

    [Fact]
    public async Task What_a_hook_changed_is_as_it_was_after_a_rollback()
    {
        await using var scenario = await Scenario.StartAsync();
        const string Hook = "helm.sh/hook: 'pre-install,pre-upgrade', helm.sh/hook-delete-policy: hook-failed";
        scenario.App("web").Config("migrations", "1", Hook);
        await scenario.DeployAsync();
        scenario.Server.Simulation.SetImage("web:2", PodBehavior.Crashes("boom"));
        scenario.App("web", image: "web:2").Config("migrations", "2", Hook);

        var outcome = await scenario.DeployAsync();

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Equal("1", scenario.Server.Objects.Find("configmaps", Ns, "migrations").Text("data", "value"));
    }
}
