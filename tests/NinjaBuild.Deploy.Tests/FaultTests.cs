using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests;

/// <summary>Clusters that go wrong in the middle of a deploy.</summary>
public sealed class FaultTests
{
    const string Ns = "shop-dev";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_is_reset_at_any_request_does_not_keep_a_deploy_from_succeeding(bool isDone)
    {
        for (var number = 1; ; number++)
        {
            await using var scenario = await Scenario.StartAsync();
            scenario.App("web").Config("settings", "1").Hook("migrate").Config("old", "1");
            Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync()).Result);
            scenario.App("web", image: "web:2").Config("settings", "2").Without("old");
            scenario.Server.ForgetRequests();
            var fault = scenario.Server.Faults.On().Nth(number);
            _ = isDone ? fault.ResetAfter() : fault.Reset();

            var outcome = await scenario.DeployAsync();

            Assert.True(outcome.Result == ReleaseResult.Done, $"request {number}: {outcome.Result} {string.Join("; ", outcome.Problems.Concat(outcome.Left))}");
            Assert.Null(scenario.Server.Objects.Find("configmaps", Ns, "old"));
            Assert.Equal("2", scenario.Server.Objects.Find("configmaps", Ns, "settings").Text("data", "value"));
            if (fault.Matched < number)
                return;
        }
    }

    [Fact]
    public async Task A_server_that_is_restarted_in_the_middle_is_waited_for()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("first").App("second", wave: 1);
        scenario.Server.Faults.On("apply", "deployments", "second", isDryRun: false).Nth(1).Run(_ => scenario.Server.RestartAsync());

        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync()).Result);
    }

    [Fact]
    public async Task A_webhook_that_refuses_only_in_earnest_rolls_the_deploy_back()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Config("settings", "1", "argocd.argoproj.io/sync-wave: '-1'").App("web");
        await scenario.DeployAsync();
        scenario.Config("settings", "2", "argocd.argoproj.io/sync-wave: '-1'").App("web", image: "web:2");
        scenario.Server.Faults.On("apply", "deployments", isDryRun: false).Nth(1).DeniedByWebhook("policy.example.com", "not today");

        var outcome = await scenario.DeployAsync();

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Contains("not today", Assert.Single(outcome.Problems).ToString(), StringComparison.Ordinal);
        Assert.Equal("1", scenario.Server.Objects.Find("configmaps", Ns, "settings").Text("data", "value"));
    }

    [Fact]
    public async Task A_kind_that_may_not_be_written_is_told_before_anything_is_changed()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Permissions.Forbid("patch", "deployments", "apps");
        scenario.Config("settings", "1").App("web");

        var outcome = await scenario.DeployAsync();

        Assert.Equal(ReleaseResult.Refused, outcome.Result);
        Assert.StartsWith("Deployment.apps shop-dev/web: ", Assert.Single(outcome.Problems).ToString(), StringComparison.Ordinal);
        Assert.Null(scenario.Server.Objects.Find("configmaps", Ns, "settings"));
    }

    [Fact]
    public async Task Stopping_takes_back_what_was_done()
    {
        await using var scenario = await Scenario.StartAsync();
        using var stop = new CancellationTokenSource();
        scenario.Config("settings", "1", "argocd.argoproj.io/sync-wave: '-1'").App("web");
        scenario.Server.Faults.On("apply", "deployments", isDryRun: false).Nth(1).Run(_ => stop.Cancel());

        var outcome = await scenario.DeployAsync(signals: new StopSignals(stop.Token, CancellationToken.None));

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Null(scenario.Server.Objects.Find("configmaps", Ns, "settings"));
        Assert.Null(scenario.Server.Objects.Find("deployments.apps", Ns, "web"));
    }

    [Fact]
    public async Task A_namespace_that_is_deleted_in_the_middle_ends_the_deploy_and_what_is_left_is_told()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.HoldNamespaces = true;
        scenario.Config("settings", "1", "argocd.argoproj.io/sync-wave: '-1'").App("web");
        scenario.Server.Faults.On("apply", "deployments", isDryRun: false).Nth(1).Run(_ => scenario.Server.Objects.Delete("namespaces", "", Ns));

        var outcome = await scenario.DeployAsync();

        Assert.True(outcome.Result is ReleaseResult.RolledBack or ReleaseResult.NotRolledBack);
        Assert.Contains("being terminated", string.Join('\n', outcome.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_when_the_rollback_is_stopped_is_told_by_name()
    {
        await using var scenario = await Scenario.StartAsync();
        using var stop = new CancellationTokenSource();
        using var abort = new CancellationTokenSource();
        scenario.Config("settings", "1", "argocd.argoproj.io/sync-wave: '-1'").App("web");
        await scenario.DeployAsync();
        scenario.Config("settings", "2", "argocd.argoproj.io/sync-wave: '-1'").Config("added", "1").App("web", image: "web:2");
        scenario.Server.Faults.On("apply", "deployments", isDryRun: false).Nth(1).Run(_ => stop.Cancel());
        scenario.Server.Faults.On("apply", "deployments", isDryRun: false).Nth(2).Run(_ => abort.Cancel());

        var outcome = await scenario.DeployAsync(signals: new StopSignals(stop.Token, abort.Token));

        Assert.Equal(ReleaseResult.NotRolledBack, outcome.Result);
        Assert.Equal(
            [
                "Deployment.apps shop-dev/web: was changed and is not taken back: the rollback was stopped",
                "ConfigMap shop-dev/added: was made and is not taken back: the rollback was stopped",
                "ConfigMap shop-dev/settings: was changed and is not taken back: the rollback was stopped",
            ],
            outcome.Left.Select(problem => problem.ToString()));
        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync()).Result);
    }

    [Fact]
    public async Task A_clock_that_jumps_by_hours_makes_no_difference()
    {
        var clock = new JumpingClock();
        await using var scenario = await Scenario.StartAsync(clock);
        scenario.App("web").Hook("migrate").Config("settings", "1");
        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync()).Result);
        Assert.Equal(ReleaseResult.Done, (await scenario.App("web", image: "web:2").Config("settings", "2").DeployAsync()).Result);
        scenario.Server.Simulation.SetImage("web:3", PodBehavior.Crashes("boom"));
        Assert.Equal(ReleaseResult.RolledBack, (await scenario.App("web", image: "web:3").DeployAsync()).Result);

        var status = await scenario.StatusAsync();

        Assert.True(status is { IsHealthy: true, Problems.Count: 0, Drifted.Count: 0 });
        Assert.Equal(2, status.History.LastGood?.Number);
        Assert.DoesNotContain("lock", scenario.Said, StringComparison.Ordinal);
        Assert.True(clock.Looks > 3);
    }

    [Fact]
    public async Task An_object_that_somebody_else_makes_in_place_of_one_that_never_came_is_not_deleted_with_the_rollback()
    {
        await using var scenario = await Scenario.StartAsync();
        using var stop = new CancellationTokenSource();
        scenario.Config("settings", "1");
        scenario.Server.Faults.On("apply", "configmaps", isDryRun: false).Run(_ =>
        {
            scenario.Server.Objects.Apply("apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop-dev }\ndata: { value: theirs }\n");
            stop.Cancel();
        });
        scenario.Server.Faults.On("apply", "configmaps", isDryRun: false).Answer(503, "ServiceUnavailable", "not now");

        var outcome = await scenario.DeployAsync(signals: new StopSignals(stop.Token, CancellationToken.None));

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Equal("theirs", scenario.Server.Objects.Find("configmaps", Ns, "settings").Text("data", "value"));
    }

    [Fact]
    public async Task A_namespace_that_somebody_else_makes_at_the_same_time_stays_when_the_deploy_is_refused()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Delete("namespaces", "", Ns);
        scenario.Server.Faults.On("create", "namespaces").Run(_ => scenario.Server.Objects.Apply($"apiVersion: v1\nkind: Namespace\nmetadata: {{ name: {Ns} }}"));
        scenario.Template("web", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: -1 }\n");

        var outcome = await scenario.DeployAsync(new DeployOptions { CreateNamespace = true });

        Assert.Equal(ReleaseResult.Refused, outcome.Result);
        Assert.NotNull(scenario.Server.Objects.Find("namespaces", "", Ns));
    }

    [Fact]
    public async Task Undeploying_that_ends_half_way_says_so_and_the_next_finishes_it()
    {
        await using var scenario = await Scenario.StartAsync();
        using var stop = new CancellationTokenSource();
        await scenario.App("web").Config("settings", "1").DeployAsync();
        scenario.Server.Faults.On("delete", "configmaps").Nth(1).Run(_ => stop.Cancel());

        var outcome = await scenario.UndeployAsync(new StopSignals(stop.Token, CancellationToken.None));

        Assert.Equal(ReleaseResult.NotRolledBack, outcome.Result);
        Assert.Contains("what is not deleted yet is, when Undeploy runs again", Assert.Single(outcome.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(ReleaseResult.Done, (await scenario.UndeployAsync()).Result);
        Assert.DoesNotContain(scenario.Server.Objects.NamesIn(Ns), name => name.Contains("ninjabuild", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_is_nobodys_is_not_deleted_for_the_hook_of_its_name_when_undeploying()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.App("web").Hook("cleanup", "pre-delete").DeployAsync();
        scenario.Server.Objects.Apply("""
            apiVersion: batch/v1
            kind: Job
            metadata: { name: cleanup, namespace: shop-dev }
            spec: { template: { spec: { restartPolicy: Never, containers: [{ name: theirs, image: "theirs:1" }] } } }
            """);

        var outcome = await scenario.UndeployAsync();

        Assert.Equal(ReleaseResult.NotRolledBack, outcome.Result);
        Assert.Contains("belongs to no release", Assert.Single(outcome.Problems).Message, StringComparison.Ordinal);
        Assert.NotNull(scenario.Server.Objects.Find("jobs.batch", Ns, "cleanup"));
    }
}
