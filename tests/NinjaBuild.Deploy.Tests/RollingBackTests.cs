using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests;

/// <summary>What a failed deploy takes back, object by object, and what it leaves.</summary>
public sealed class RollingBackTests
{
    const string Ns = "shop-dev";

    static DeployOptions Fast => new() { Health = Scenario.Impatient };

    [Fact]
    public async Task An_object_that_was_being_deleted_when_the_deploy_came_is_not_made_again()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("web:2", PodBehavior.Crashes("boom"));
        scenario.Config("settings", "1").App("web");
        await scenario.DeployAsync();
        scenario.Server.Objects.Change("configmaps", Ns, "settings", item => Metadata(item)["finalizers"] = new List<object?> { "example.com/hold" });
        scenario.Server.Objects.Delete("configmaps", Ns, "settings");
        scenario.Server.Faults.On("watch", "configmaps").Nth(1).Run(_ => scenario.Server.Objects.Change("configmaps", Ns, "settings", item => Metadata(item).Remove("finalizers")));
        scenario.App("web", image: "web:2");

        var outcome = await scenario.DeployAsync(Fast);

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Null(scenario.Server.Objects.Find("configmaps", Ns, "settings"));
    }

    [Fact]
    public async Task What_others_change_meanwhile_stays_even_where_fields_were_taken_from_them()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("web:2", PodBehavior.Crashes("boom"));
        scenario.Config("settings", "1", "argocd.argoproj.io/sync-wave: '-1'").App("web");
        await scenario.DeployAsync();
        scenario.Server.Objects.Change("configmaps", Ns, "settings", item => Data(item)["value"] = "9");
        scenario.Config("settings", "2", "argocd.argoproj.io/sync-wave: '-1'").App("web", image: "web:2");
        scenario.Server.Faults.On("apply", "deployments", isDryRun: false).Nth(1)
            .Run(_ => scenario.Server.Objects.Change("configmaps", Ns, "settings", item => Data(item)["more"] = "x", "somebody"));

        var outcome = await scenario.DeployAsync(Fast with { Permissions = new(Replace: false, TakeFields: true, Adopt: false) });

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        var settings = scenario.Server.Objects.Find("configmaps", Ns, "settings");
        Assert.Equal("9", settings.Text("data", "value"));
        Assert.Equal("x", settings.Text("data", "more"));
        Assert.Equal(["kubectl-edit"], Owners(settings, "value"));
        Assert.Equal(["somebody"], Owners(settings, "more"));
    }

    [Fact]
    public async Task An_object_is_restored_in_the_version_in_which_it_was_applied()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("web:2", PodBehavior.Crashes("boom"));
        scenario.App("web").Template("scaling", Scaler("autoscaling/v1", 2));
        await scenario.DeployAsync();
        scenario.App("web", image: "web:2").Template("scaling", Scaler("autoscaling/v2", 3));
        scenario.Server.ForgetRequests();

        var outcome = await scenario.DeployAsync(Fast);

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        var applied = scenario.Server.Requests.Where(request => request is { Verb: "apply", IsDryRun: false, Resource: "horizontalpodautoscalers" });
        Assert.Equal(["v2", "v1"], applied.Select(request => request.Version));
        Assert.Equal(2L, scenario.Server.Objects.Find("horizontalpodautoscalers.autoscaling", Ns, "web").Number("spec", "maxReplicas"));
    }

    [Fact]
    public async Task Whatever_goes_wrong_under_way_is_followed_by_a_rollback()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Config("settings", "1").App("web", wave: 1);
        var hasFailed = false;
        scenario.OnSaid = line =>
        {
            if (hasFailed || !line.Contains("Deployment web: created", StringComparison.Ordinal))
                return;
            hasFailed = true;
            throw new IOException("the disk is full");
        };

        var outcome = await scenario.DeployAsync();

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Contains("the disk is full", Assert.Single(outcome.Problems).Message, StringComparison.Ordinal);
        Assert.Null(scenario.Server.Objects.Find("configmaps", Ns, "settings"));
    }

    [Fact]
    public async Task One_object_that_cannot_be_restored_does_not_keep_the_others_from_it()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("web:2", PodBehavior.Crashes("boom"));
        scenario.Config("one", "1").Config("two", "1").App("web", wave: 1);
        await scenario.DeployAsync();
        scenario.Config("one", "2").Config("two", "2").App("web", image: "web:2", wave: 1);
        scenario.Server.Faults.On("apply", "configmaps", "one", isDryRun: false).Nth(2).DeniedByWebhook("policy.example.com", "not today");

        var outcome = await scenario.DeployAsync(Fast);

        Assert.Equal(ReleaseResult.NotRolledBack, outcome.Result);
        Assert.Contains("ConfigMap shop-dev/one: was changed and could not be restored", Assert.Single(outcome.Left).ToString(), StringComparison.Ordinal);
        Assert.Equal("1", scenario.Server.Objects.Find("configmaps", Ns, "two").Text("data", "value"));
    }

    [Fact]
    public async Task A_lock_that_is_lost_in_the_middle_of_a_rollback_ends_it()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("web:2", PodBehavior.Crashes("boom"));
        scenario.Config("settings", "1").App("web", wave: 1);
        await scenario.DeployAsync();
        scenario.Config("settings", "2").App("web", image: "web:2", wave: 1);
        var ended = new TaskCompletionSource();
        scenario.OnSaid = line =>
        {
            if (line.Contains("back to what was before", StringComparison.Ordinal))
                scenario.Server.Objects.Delete("leases.coordination.k8s.io", Ns, "ninjabuild.dev.shop");
        };
        scenario.Server.Faults.On("apply", "deployments", isDryRun: false).Nth(2).HoldUntil(ended.Task);

        var outcome = await scenario.DeployAsync(Fast with { Lock = new() { RenewEvery = TimeSpan.FromMilliseconds(50) } });
        ended.SetResult();

        Assert.Equal(ReleaseResult.NotRolledBack, outcome.Result);
        Assert.Contains("another deploy may be at work on it", outcome.Left[^1].Message, StringComparison.Ordinal);
        Assert.Contains(outcome.Left, problem => problem.ToString() == "ConfigMap shop-dev/settings: was changed and is not taken back: the rollback was stopped");
        Assert.Equal("2", scenario.Server.Objects.Find("configmaps", Ns, "settings").Text("data", "value"));
    }

    [Fact]
    public async Task What_could_not_be_pruned_is_no_part_of_the_revision_and_pruned_by_the_next_deploy()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Config("old", "1");
        await scenario.DeployAsync();
        var fault = scenario.Server.Faults.On("delete", "configmaps").Answer(403, "Forbidden", "not now");
        await scenario.App("web", image: "web:2").Without("old").DeployAsync();
        scenario.Server.Faults.Remove(fault);

        var status = await scenario.StatusAsync();
        Assert.Empty(status.Problems);
        Assert.Equal(["web"], status.Objects.Select(item => item.Planned.Identity.Name));

        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync()).Result);
        Assert.Null(scenario.Server.Objects.Find("configmaps", Ns, "old"));
    }

    static string Scaler(string version, int most) => $$"""
        apiVersion: {{version}}
        kind: HorizontalPodAutoscaler
        metadata: { name: web, annotations: { argocd.argoproj.io/sync-wave: "-1" } }
        spec: { minReplicas: 1, maxReplicas: {{most}}, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }
        """;

    static Dictionary<string, object?> Metadata(Dictionary<string, object?> item) => (Dictionary<string, object?>)item["metadata"]!;

    static Dictionary<string, object?> Data(Dictionary<string, object?> item) => (Dictionary<string, object?>)item["data"]!;

    static IEnumerable<string?> Owners(object? item, string key) =>
        item.Items("metadata", "managedFields").Where(entry => entry.At("fieldsV1", "f:data", $"f:{key}") is not null).Select(entry => entry.Text("manager"));
}
