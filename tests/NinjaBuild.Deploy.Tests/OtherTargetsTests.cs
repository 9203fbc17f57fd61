using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.Deploy.Reports;
using NinjaBuild.Deploy.Tests.Engines;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests;

/// <summary>What can be done with a release that is deployed.</summary>
public sealed class OtherTargetsTests
{
    const string Ns = "shop-dev";

    [Fact]
    public async Task Rolling_back_brings_back_the_objects_of_the_revision_before()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Config("old", "1");
        await scenario.DeployAsync();
        scenario.App("web", image: "web:2").Without("old").Config("added", "1");
        await scenario.DeployAsync();

        var outcome = await scenario.RollbackAsync();

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        Assert.Equal(3, outcome.Revision);
        Assert.NotNull(scenario.Server.Objects.Find("configmaps", Ns, "old"));
        Assert.Null(scenario.Server.Objects.Find("configmaps", Ns, "added"));
        Assert.Equal("web:1", scenario.Server.Objects.Find("deployments.apps", Ns, "web").Items("spec", "template", "spec", "containers")[0].Text("image"));
        var revisions = StatusText.Write(await scenario.StatusAsync()).SkipWhile(line => line != "  revisions").Skip(1).Take(3).ToList();
        Assert.Equal([true, false, false], revisions.Select(line => line.Contains("shop 1.0.0, rollback to 1, by ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rolling_back_to_a_revision_that_is_not_on_record_names_those_that_are()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web");
        await scenario.DeployAsync();

        var outcome = await scenario.RollbackAsync(7);

        Assert.Equal(ReleaseResult.Refused, outcome.Result);
        Assert.Contains("has no revision 7 on record, but 1 (Deployed)", Assert.Single(outcome.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rolling_back_leaves_secrets_as_they_are_and_says_so()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Template("db", "apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { password: first }\n");
        await scenario.DeployAsync();
        scenario.Template("db", "apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { password: second }\n").Config("added", "1");
        await scenario.DeployAsync();

        var outcome = await scenario.RollbackAsync();

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        Assert.Contains(outcome.Plan!.Notes, note => note.Contains("they have changed since (password)", StringComparison.Ordinal));
        Assert.Null(scenario.Server.Objects.Find("configmaps", Ns, "added"));
    }

    [Fact]
    public async Task Ten_revisions_are_kept()
    {
        await using var scenario = await Scenario.StartAsync();
        for (var i = 1; i <= 13; i++)
            await scenario.Config("settings", i.ToString(System.Globalization.CultureInfo.InvariantCulture)).DeployAsync();

        var status = await scenario.StatusAsync();

        Assert.Equal(Enumerable.Range(4, 10), status.History.Revisions.Select(revision => revision.Number));
    }

    [Fact]
    public async Task The_status_tells_health_and_drift()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Config("settings", "1");
        await scenario.DeployAsync();
        scenario.Server.Objects.Change("configmaps", Ns, "settings", item => ((Dictionary<string, object?>)item["data"]!)["value"] = "9");

        var status = await scenario.StatusAsync();

        Assert.True(status.IsHealthy);
        var drifted = Assert.Single(status.Drifted);
        Assert.Equal("""data.value: "9" → "1" """.Trim(), Assert.Single(drifted.Planned.Changes).ToString());
    }

    [Fact]
    public async Task A_first_deploy_that_failed_and_was_left_is_not_well_and_its_objects_are_shown()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("web:1", PodBehavior.Crashes("boom"));
        await scenario.App("web").Config("settings", "1").DeployAsync(new DeployOptions { Health = Scenario.Impatient, NoRollback = true });

        var status = await scenario.StatusAsync();

        Assert.False(status.IsWell);
        var lines = StatusText.Write(status).ToList();
        Assert.Equal("shop (dev, test/shop-dev): revision 1 failed and was not, or not wholly, rolled back; revision 1 is not healthy, as it was deployed", lines[0]);
        Assert.Contains("    ConfigMap settings: Healthy", lines);
        Assert.Contains(lines, line => line.StartsWith("    Deployment web: ", StringComparison.Ordinal) && !line.Contains("Healthy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_first_deploy_that_was_cut_off_is_not_well_though_what_it_made_is_healthy()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.App("web").Config("late", "1", "argocd.argoproj.io/sync-wave: '1'").CutOffAsync();

        var status = await scenario.StatusAsync();

        Assert.False(status.IsWell);
        Assert.Equal(
            "shop (dev, test/shop-dev): revision 1 is not finished: its deploy is still running, or was cut off; revision 1 is not healthy, 1 object is not as deployed (DiffLive shows how)",
            StatusText.Write(status).First());
        Assert.Equal(HealthStatus.Missing, status.Objects.Single(item => item.Planned.Identity.Name == "late").Health.Status);
    }

    [Fact]
    public async Task A_revision_that_failed_after_a_good_one_is_told_first_though_all_is_healthy()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.Config("settings", "1").DeployAsync();
        scenario.Server.Faults.On("apply", "configmaps", isDryRun: false).Nth(1).DeniedByWebhook("policy.example.com", "not today");
        await scenario.Config("settings", "2").DeployAsync(new DeployOptions { NoRollback = true });

        var status = await scenario.StatusAsync();

        Assert.True(status.IsHealthy);
        Assert.False(status.IsWell);
        Assert.Equal(
            "shop (dev, test/shop-dev): revision 2 failed and was not, or not wholly, rolled back; revision 1 is healthy, as it was deployed", StatusText.Write(status).First());
    }

    [Fact]
    public async Task A_first_deploy_that_was_rolled_back_is_not_deployed()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("web:1", PodBehavior.Crashes("boom"));
        await scenario.App("web").DeployAsync();

        Assert.Equal("shop (dev, test/shop-dev): is not deployed: revision 1 was rolled back", StatusText.Write(await scenario.StatusAsync()).First());
    }

    [Fact]
    public async Task An_object_that_is_gone_is_missing()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Config("settings", "1");
        await scenario.DeployAsync();
        scenario.Server.Objects.Delete("configmaps", Ns, "settings");

        var status = await scenario.StatusAsync();

        Assert.Equal(HealthStatus.Missing, Assert.Single(status.Objects).Health.Status);
        Assert.False(status.IsHealthy);
    }

    [Fact]
    public async Task What_hooks_left_is_in_the_plan_of_undeploying()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.Config("settings", "1").Hook("migrate").Hook("swept", policy: "hook-succeeded").DeployAsync();

        var outcome = await scenario.UndeployAsync();

        Assert.Equal(
            """
            shop (dev, test/shop-dev): 2 to delete
              last
                - ConfigMap settings
              left by hooks
                - Job migrate
            """.ReplaceLineEndings("\n"),
            string.Join('\n', PlanText.Write(outcome.Plan!)));
        Assert.Null(scenario.Server.Objects.Find("jobs.batch", Ns, "migrate"));
    }

    [Theory]
    [InlineData("pre-rollback")]
    [InlineData("pre-delete")]
    public async Task What_a_record_has_run_keeps_to_where_the_chart_may_be(string events)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Config("settings", "1").Template("reach", $$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: reach, annotations: { helm.sh/hook: {{events}} } }
            """);
        var allowed = new DeployOptions { ClusterKinds = ["ClusterRole"], Health = Scenario.Impatient };
        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync(allowed)).Result);

        var outcome = events == "pre-delete" ? await scenario.UndeployAsync() : await scenario.RollbackAsync(1);

        Assert.Equal(ReleaseResult.Refused, outcome.Result);
        Assert.StartsWith("ClusterRole.rbac.authorization.k8s.io reach: lives outside namespaces, and the chart may not have such objects", Assert.Single(outcome.Problems).ToString(), StringComparison.Ordinal);
        Assert.NotNull(scenario.Server.Objects.Find("configmaps", Ns, "settings"));
        Assert.Null(scenario.Server.Objects.Find("clusterroles.rbac.authorization.k8s.io", "", "reach"));
    }

    [Fact]
    public async Task Rolling_back_changes_what_the_release_has_elsewhere_and_makes_only_what_the_chart_may_have_there()
    {
        await using var scenario = await Scenario.StartAsync();
        var allowed = new DeployOptions { ClusterKinds = ["ClusterRole"], Health = Scenario.Impatient };
        await Role("get").DeployAsync(allowed);
        await Role("list").DeployAsync(allowed);
        Assert.Equal(ReleaseResult.Done, (await scenario.RollbackAsync(1)).Result);
        Assert.Equal("get", scenario.Server.Objects.Find("clusterroles.rbac.authorization.k8s.io", "", "reach").Items("rules")[0].Items("verbs")[0]);

        await scenario.Without("reach").Config("settings", "1").DeployAsync(allowed);
        Assert.Contains("may not have such objects", Assert.Single((await scenario.RollbackAsync(1)).Problems).Message, StringComparison.Ordinal);
        Assert.Null(scenario.Server.Objects.Find("clusterroles.rbac.authorization.k8s.io", "", "reach"));
        Assert.Equal(ReleaseResult.Done, (await scenario.RollbackAsync(1, allowed)).Result);
        Assert.NotNull(scenario.Server.Objects.Find("clusterroles.rbac.authorization.k8s.io", "", "reach"));

        Scenario Role(string verb) => scenario.Template("reach", $$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: reach }
            rules: [{ apiGroups: [""], resources: [pods], verbs: [{{verb}}] }]
            """);
    }

    [Fact]
    public async Task What_undeploying_a_release_of_Helms_deletes_can_be_looked_at_beforehand()
    {
        await using var scenario = await Scenario.StartAsync();
        foreach (var (name, owner) in (ReadOnlySpan<(string, string)>)[("settings", "shop"), ("taken", "other")])
        {
            scenario.Server.Objects.Apply(
                $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: {name}, namespace: {Ns}, labels: {{ app.kubernetes.io/managed-by: Helm }}, annotations: {{ meta.helm.sh/release-name: {owner}, meta.helm.sh/release-namespace: {Ns} }} }}", "helm");
        }

        HelmRecord.Write(scenario, 1, "deployed", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: taken }\n");

        var outcome = await new ReleaseRemoval(scenario.Api, Scenario.Shop with { IsHelms = true }, new DeployOptions { PlanOnly = true }, SilentObserver.Instance, TimeProvider.System).RunAsync(StopSignals.None);

        Assert.True(outcome.Result == ReleaseResult.Planned, string.Join('\n', outcome.Problems));
        Assert.Equal(["shop (dev, test/shop-dev): 1 to delete", "  last", "    - ConfigMap settings"], PlanText.Write(outcome.Plan!));
    }

    [Fact]
    public async Task What_rolling_back_a_release_of_Helms_changes_can_be_looked_at_beforehand()
    {
        await using var scenario = await Scenario.StartAsync();
        foreach (var name in (string[])["settings", "added"])
        {
            scenario.Server.Objects.Apply(
                $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: {name}, namespace: {Ns}, labels: {{ app.kubernetes.io/managed-by: Helm }}, annotations: {{ meta.helm.sh/release-name: shop, meta.helm.sh/release-namespace: {Ns} }} }}\ndata: {{ color: blue }}", "helm");
        }

        HelmRecord.Write(scenario, 1, "superseded", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { color: red }\n");
        HelmRecord.Write(scenario, 2, "deployed", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { color: blue }\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: added }\ndata: { color: blue }\n");

        var deployment = new ReleaseDeployment(scenario.Api, Scenario.Shop with { IsHelms = true }, new DeployOptions { PlanOnly = true }, SilentObserver.Instance, TimeProvider.System);
        var outcome = await deployment.RollbackAsync(1, StopSignals.None);

        Assert.True(outcome.Result == ReleaseResult.Planned, string.Join('\n', outcome.Problems));
        Assert.Equal(
            ["shop (dev, test/shop-dev): 1 to change, 1 to delete", "  wave 0", "    ~ ConfigMap settings", "        data.color: \"blue\" → \"red\"", "  last", "    - ConfigMap added (is no longer in the chart)"],
            PlanText.Write(outcome.Plan!));
    }

    [Fact]
    public async Task Undeploying_deletes_what_the_release_made_and_nothing_else()
    {
        await using var scenario = await Scenario.StartAsync();
        var before = scenario.Server.Objects.NamesIn(Ns);
        scenario.App("web").Config("settings", "1").Hook("migrate").Config("kept", "1", "helm.sh/resource-policy: keep");
        await scenario.DeployAsync();

        var outcome = await scenario.UndeployAsync();

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        Assert.Equal(before.Append("configmaps/kept").Order(StringComparer.Ordinal), scenario.Server.Objects.NamesIn(Ns).Where(name => !name.StartsWith("events", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rolling_back_after_a_deploy_that_was_rolled_back_goes_behind_what_is_live()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.Config("settings", "1").DeployAsync();
        await scenario.Config("settings", "2").DeployAsync();
        scenario.Server.Faults.On("apply", "configmaps", isDryRun: false).Nth(1).DeniedByWebhook("policy.example.com", "not today");
        Assert.Equal(ReleaseResult.RolledBack, (await scenario.Config("settings", "3").DeployAsync()).Result);

        Assert.Equal(ReleaseResult.Done, (await scenario.RollbackAsync()).Result);
        Assert.Equal("1", scenario.Server.Objects.Find("configmaps", Ns, "settings").Text("data", "value"));
    }

    [Fact]
    public async Task Rolling_back_after_a_deploy_that_failed_goes_to_the_last_good_revision()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.Config("settings", "1").DeployAsync();
        await scenario.Config("settings", "2").DeployAsync();
        scenario.Server.Faults.On("apply", "configmaps", "other", isDryRun: false).Nth(1).DeniedByWebhook("policy.example.com", "not today");
        await scenario.Config("settings", "3").Config("other", "1").DeployAsync(new DeployOptions { NoRollback = true });

        Assert.Equal(ReleaseResult.Done, (await scenario.RollbackAsync()).Result);
        Assert.Equal("2", scenario.Server.Objects.Find("configmaps", Ns, "settings").Text("data", "value"));
    }

    [Fact]
    public async Task A_secret_with_other_values_than_were_deployed_is_drift()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.Secret("db", "hunter2").DeployAsync();
        scenario.Server.Objects.Change("secrets", Ns, "db", item => ((Dictionary<string, object?>)item["data"]!)["value"] = "aHVudGVyMw==");

        var status = await scenario.StatusAsync();

        Assert.Equal("data.value: changed (secret)", Assert.Single(Assert.Single(status.Drifted).Planned.Changes).ToString());
    }

    [Fact]
    public async Task An_object_that_cannot_be_compared_is_still_looked_at()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.App("web").DeployAsync();
        scenario.Server.Permissions.Forbid("patch", "deployments", "apps");

        var status = await scenario.StatusAsync();

        Assert.Equal("web", Assert.Single(status.Objects).Planned.Identity.Name);
        Assert.Equal(HealthStatus.Healthy, status.Objects[0].Health.Status);
        Assert.Single(status.Problems);
    }

    [Fact]
    public async Task Undeploying_that_fails_in_the_middle_says_so()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.Config("settings", "1").DeployAsync();
        scenario.Server.Faults.On("delete", "secrets").Answer(403, "Forbidden", "secrets stay");

        var outcome = await scenario.UndeployAsync();

        Assert.Equal(ReleaseResult.NotRolledBack, outcome.Result);
        Assert.Contains("secrets stay", Assert.Single(outcome.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undeploying_that_is_stopped_in_the_middle_can_be_run_again()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.Config("one", "1").Config("two", "1", "argocd.argoproj.io/sync-wave: '1'").DeployAsync();
        using var stop = new CancellationTokenSource();
        var fault = scenario.Server.Faults.On("delete", "configmaps", "one").Run(_ => stop.Cancel());

        var outcome = await scenario.UndeployAsync(new StopSignals(stop.Token, CancellationToken.None));
        scenario.Server.Faults.Remove(fault);

        Assert.Equal(ReleaseResult.NotRolledBack, outcome.Result);
        Assert.Contains("was stopped", Assert.Single(outcome.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(ReleaseResult.Done, (await scenario.UndeployAsync()).Result);
        Assert.Null(scenario.Server.Objects.Find("configmaps", Ns, "one"));
    }
}
