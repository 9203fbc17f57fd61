using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Records;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests;

/// <summary>Deploys that were killed, and what the next one makes of what they left.</summary>
public sealed class CutOffTests
{
    const string Ns = "shop-dev";

    static readonly DeployOptions Adopting = new() { Health = Scenario.Impatient, Permissions = new PlanPermissions(Replace: false, TakeFields: true, Adopt: true) };

    [Fact]
    public async Task What_was_begun_is_finished_by_the_next_deploy()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Config("old", "1");
        await scenario.DeployAsync();
        await scenario.App("web", image: "web:2").Config("added", "1").Without("old").CutOffAsync();

        var outcome = await scenario.DeployAsync();

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        Assert.Equal(3, outcome.Revision);
        Assert.NotNull(scenario.Server.Objects.Find("configmaps", Ns, "added"));
        Assert.Null(scenario.Server.Objects.Find("configmaps", Ns, "old"));
        Assert.Contains("was cut off", scenario.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_taken_over_is_deleted_by_no_later_deploy(bool fails)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web");
        await scenario.DeployAsync();
        scenario.Server.Objects.Apply("apiVersion: v1\nkind: ConfigMap\nmetadata: { name: theirs, namespace: shop-dev }\ndata: { other: stays }\n", "somebody");
        await scenario.Config("theirs", "ours").App("web", image: "web:2").CutOffAsync(Adopting);
        if (fails)
            RefuseDeployments(scenario);

        var outcome = await scenario.Without("theirs").App("web", image: "web:3").DeployAsync();

        Assert.NotNull(scenario.Server.Objects.Find("configmaps", Ns, "theirs"));
        Assert.Equal(fails ? ReleaseResult.NotRolledBack : ReleaseResult.Done, outcome.Result);
        Assert.Equal(fails, outcome.Left.Any(problem => problem.ToString().StartsWith("ConfigMap shop-dev/theirs: was taken over by a deploy that was cut off", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_was_taken_over_stays_when_the_release_is_taken_away_and_the_plan_says_why()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web");
        await scenario.DeployAsync();
        scenario.Server.Objects.Apply("apiVersion: v1\nkind: ConfigMap\nmetadata: { name: theirs, namespace: shop-dev }\ndata: { other: stays }\n", "somebody");
        await scenario.Config("theirs", "ours").Config("kept", "1", "helm.sh/resource-policy: keep").App("web", image: "web:2").CutOffAsync(Adopting);

        var outcome = await scenario.UndeployAsync();

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        Assert.NotNull(scenario.Server.Objects.Find("configmaps", Ns, "theirs"));
        Assert.Equal(
            ["kept: says that it is to be kept", "theirs: was there before the release: it stays"],
            outcome.Plan!.Objects.Where(item => !item.IsChange).Select(item => $"{item.Identity.Name}: {item.Reason}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_could_not_be_pruned_once_is_not_made_again_by_going_back()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Config("old", "1");
        await scenario.DeployAsync();
        scenario.Server.Faults.On("delete", "configmaps").Answer(403, "Forbidden", "not now");
        Assert.Equal(ReleaseResult.NotRolledBack, (await scenario.App("web", image: "web:2").Without("old").DeployAsync()).Result);
        scenario.Server.Faults.Clear();
        await scenario.App("web", image: "web:3").CutOffAsync();
        RefuseDeployments(scenario);

        var outcome = await scenario.App("web", image: "web:4").DeployAsync();

        Assert.True(outcome.Result == ReleaseResult.RolledBack, string.Join('\n', outcome.Left));
        Assert.Null(scenario.Server.Objects.Find("configmaps", Ns, "old"));
        Assert.Equal("web:2", Image(scenario));
    }

    [Fact]
    public async Task A_StatefulSet_whose_pod_never_got_ready_is_mended_by_the_next_deploy()
    {
        await using var scenario = await Scenario.StartAsync();
        Set(scenario, "db:1");
        await scenario.DeployAsync();
        scenario.Server.Simulation.SetImage("db:2", PodBehavior.Crashes("boom"));
        await Set(scenario, "db:2").CutOffAsync(resource: "statefulsets");

        var outcome = await Set(scenario, "db:3").DeployAsync();

        Assert.Equal(ReleaseResult.Done, outcome.Result);
    }

    [Fact]
    public async Task A_StatefulSet_whose_pod_never_got_ready_is_undone_when_the_next_deploy_fails()
    {
        await using var scenario = await Scenario.StartAsync();
        Set(scenario, "db:1").App("web", wave: 1);
        await scenario.DeployAsync();
        scenario.Server.Simulation.SetImage("db:2", PodBehavior.Crashes("boom"));
        await Set(scenario, "db:2").CutOffAsync(resource: "statefulsets");
        RefuseDeployments(scenario);

        var outcome = await Set(scenario, "db:3").App("web", image: "web:3", wave: 1).DeployAsync();

        Assert.True(outcome.Result == ReleaseResult.RolledBack, string.Join('\n', outcome.Left));
        Assert.Equal("db:1", scenario.Server.Objects.Find("pods", Ns, "db-0").Items("spec", "containers")[0].Text("image"));
    }

    [Fact]
    public async Task Of_revisions_that_were_deployed_one_is_so_though_nobody_wrote_down_that_the_others_are_not()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.App("web").DeployAsync();
        var superseding = scenario.Server.Faults.On("update", "secrets").After(1).Answer(403, "Forbidden", "cut off");
        Assert.Equal(ReleaseResult.Done, (await scenario.App("web", image: "web:2").DeployAsync()).Result);
        scenario.Server.Faults.Remove(superseding);

        Assert.Equal([RevisionStatus.Superseded, RevisionStatus.Deployed], (await scenario.StatusAsync()).History.Revisions.Select(revision => revision.Status));
        Assert.Equal(ReleaseResult.NothingToDo, (await scenario.DeployAsync()).Result);
    }

    static void RefuseDeployments(Scenario scenario) =>
        scenario.Server.Faults.On("apply", "deployments", isDryRun: false).Nth(1).DeniedByWebhook("policy.example.com", "not today");

    static Scenario Set(Scenario scenario, string image) => scenario.Template("db", $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: db }
        spec:
          replicas: 1
          serviceName: db
          selector: { matchLabels: { app: db } }
          template:
            metadata: { labels: { app: db } }
            spec: { containers: [{ name: db, image: "{{image}}" }] }
        """);

    static string? Image(Scenario scenario) =>
        scenario.Server.Objects.Find("deployments.apps", Ns, "web").Items("spec", "template", "spec", "containers")[0].Text("image");
}
