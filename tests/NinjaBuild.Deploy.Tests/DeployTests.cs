using NinjaBuild.Deploy.Planning;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests;

/// <summary>What a deploy does to a cluster when all goes well.</summary>
public sealed class DeployTests
{
    const string Ns = "shop-dev";

    [Fact]
    public async Task A_first_deploy_makes_every_object_and_records_a_revision()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Config("settings", "1");

        var outcome = await scenario.DeployAsync();

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        Assert.Equal(1, outcome.Revision);
        var deployment = scenario.Server.Objects.Find("deployments.apps", Ns, "web");
        Assert.Equal("shop", deployment.Text("metadata", "labels", "ninjabuild.dev/release"));
        Assert.Equal(1L, deployment.Number("status", "availableReplicas"));
        Assert.NotNull(scenario.Server.Objects.Find("configmaps", Ns, "settings"));
    }

    [Fact]
    public async Task A_second_deploy_of_the_same_chart_changes_nothing()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Config("settings", "1").Hook("migrate");
        await scenario.DeployAsync();
        scenario.Server.ForgetRequests();

        var outcome = await scenario.DeployAsync();

        Assert.Equal(ReleaseResult.NothingToDo, outcome.Result);
        Assert.DoesNotContain(scenario.Server.Requests, request => request.IsWrite && !request.IsDryRun && request.Resource != "leases");
    }

    [Fact]
    public async Task A_changed_field_is_planned_by_its_path_and_applied()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Config("settings", "1");
        await scenario.DeployAsync();
        scenario.App("web", image: "web:2");

        var outcome = await scenario.DeployAsync();

        var change = Assert.Single(outcome.Plan!.Objects, item => item.IsChange);
        Assert.Equal(PlanAction.Change, change.Action);
        Assert.Equal("""spec.template.spec.containers[name=web].image: "web:1" → "web:2" """.Trim(), Assert.Single(change.Changes).ToString());
        Assert.Equal(ReleaseResult.Done, outcome.Result);
    }

    [Fact]
    public async Task What_the_server_counts_itself_is_no_change()
    {
        await using var scenario = await Scenario.StartAsync();
        await DaemonSet("agent:1").DeployAsync();

        var outcome = await DaemonSet("agent:2").DeployAsync();

        Assert.Equal("2", scenario.Server.Objects.Find("daemonsets.apps", Ns, "agent").Text("metadata", "annotations", "deprecated.daemonset.template.generation"));
        Assert.Equal(
            ["spec.template.spec.containers[name=agent].image: \"agent:1\" → \"agent:2\""], Assert.Single(outcome.Plan!.Objects).Changes.Select(change => change.ToString()));

        Scenario DaemonSet(string image) => scenario.Template("agent", $$"""
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: { name: agent }
            spec:
              selector: { matchLabels: { app: agent } }
              template:
                metadata: { labels: { app: agent } }
                spec: { containers: [{ name: agent, image: "{{image}}" }] }
            """);
    }

    [Fact]
    public async Task What_a_controller_writes_while_the_plan_is_made_is_no_change()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.Config("settings", "1").DeployAsync();
        scenario.Server.Faults.On("apply", "configmaps", isDryRun: true).Nth(1)
            .Run(_ => scenario.Server.Objects.Change("configmaps", Ns, "settings", item => ((Dictionary<string, object?>)item["data"]!)["injected"] = "x", "injector"));

        Assert.Equal(ReleaseResult.NothingToDo, (await scenario.DeployAsync()).Result);
    }

    [Fact]
    public async Task Failed_deploys_do_not_pile_up_records()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.Config("settings", "1").DeployAsync();
        scenario.Server.Faults.On("apply", "configmaps", "further", isDryRun: false).DeniedByWebhook("policy.example.com", "not today");
        scenario.Config("further", "1");
        for (var i = 0; i < 55; i++)
            Assert.Equal(ReleaseResult.RolledBack, (await scenario.DeployAsync()).Result);

        var revisions = (await scenario.StatusAsync()).History.Revisions;

        Assert.Equal(51, revisions.Count);
        Assert.Equal(1, revisions[0].Number);
    }

    [Fact]
    public async Task What_the_chart_no_longer_has_is_deleted_once_the_rest_is_healthy()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Config("old", "1");
        await scenario.DeployAsync();
        scenario.Without("old").App("web", image: "web:2");

        var outcome = await scenario.DeployAsync();

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        Assert.Null(scenario.Server.Objects.Find("configmaps", Ns, "old"));
        Assert.Equal(PlanAction.Prune, outcome.Plan!.Objects[^1].Action);
    }

    [Theory]
    [InlineData("helm.sh/resource-policy: keep")]
    [InlineData("ninjabuild.dev/prune: 'false'")]
    public async Task What_says_that_it_is_to_be_kept_is_kept(string annotation)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Config("data", "1", annotation);
        await scenario.DeployAsync();
        scenario.Without("data");

        var outcome = await scenario.DeployAsync();

        Assert.Equal(PlanAction.Release, outcome.Plan!.Objects[^1].Action);
        Assert.NotNull(scenario.Server.Objects.Find("configmaps", Ns, "data"));
    }

    [Fact]
    public async Task Objects_of_others_are_never_pruned_even_if_they_bear_the_releases_labels()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web");
        await scenario.DeployAsync();
        scenario.Server.Objects.Apply("""
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: foreign, namespace: shop-dev, labels: { ninjabuild.dev/release: shop, ninjabuild.dev/environment: dev } }
            """);
        scenario.App("web", image: "web:2");

        await scenario.DeployAsync();

        Assert.NotNull(scenario.Server.Objects.Find("configmaps", Ns, "foreign"));
    }

    [Fact]
    public async Task Waves_are_applied_in_order_and_each_is_healthy_before_the_next()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("second", wave: 2).App("first", wave: 1).Config("settings", "1", "argocd.argoproj.io/sync-wave: '-1'");

        await scenario.DeployAsync();

        var applied = scenario.Server.Requests.Where(request => request is { Verb: "apply", IsDryRun: false }).Select(request => request.Name).Where(name => !name.StartsWith("ninjabuild", StringComparison.Ordinal));
        Assert.Equal(["settings", "first", "second"], applied);
    }

    [Fact]
    public async Task Hooks_run_before_the_objects_and_after_them()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Hook("migrate").Hook("smoke", "post-install,post-upgrade");

        var outcome = await scenario.DeployAsync();

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        var applied = scenario.Server.Requests.Where(request => request is { Verb: "apply", IsDryRun: false }).Select(request => request.Name).Where(name => !name.StartsWith("ninjabuild", StringComparison.Ordinal));
        Assert.Equal(["migrate", "web", "smoke"], applied);
    }

    [Fact]
    public async Task The_job_of_a_hook_is_made_anew_at_the_next_change()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Hook("migrate");
        await scenario.DeployAsync();
        var before = scenario.Server.Objects.Find("jobs.batch", Ns, "migrate").Text("metadata", "uid");
        scenario.App("web", image: "web:2");

        await scenario.DeployAsync();

        Assert.NotEqual(before, scenario.Server.Objects.Find("jobs.batch", Ns, "migrate").Text("metadata", "uid"));
    }

    [Fact]
    public async Task A_job_that_is_left_over_does_not_count_as_the_run_of_a_hook()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Hook("migrate", policy: "hook-failed");
        await scenario.DeployAsync();
        var before = scenario.Server.Objects.Find("jobs.batch", Ns, "migrate").Text("metadata", "uid");
        scenario.App("web", image: "web:2");

        await scenario.DeployAsync();

        Assert.NotEqual(before, scenario.Server.Objects.Find("jobs.batch", Ns, "migrate").Text("metadata", "uid"));
    }

    [Fact]
    public async Task A_plan_changes_nothing()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Hook("migrate");
        var before = scenario.Server.Objects.NamesIn(Ns);

        var outcome = await scenario.DeployAsync(new DeployOptions { PlanOnly = true });

        Assert.Equal(ReleaseResult.Planned, outcome.Result);
        Assert.Equal(before, scenario.Server.Objects.NamesIn(Ns));
        Assert.DoesNotContain(scenario.Server.Requests, request => request is { IsWrite: true, IsDryRun: false });
    }

    [Fact]
    public async Task The_values_of_a_secret_are_in_no_plan_and_no_record()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Template("db", "apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { password: hunter2-first }\n");
        await scenario.DeployAsync();
        scenario.Template("db", "apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { password: hunter2-second }\n");

        var outcome = await scenario.DeployAsync();

        Assert.Equal("data.password: changed (secret)", Assert.Single(Assert.Single(outcome.Plan!.Objects).Changes).ToString());
        Assert.DoesNotContain("hunter2", scenario.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("aHVudGVyMi", scenario.Said, StringComparison.Ordinal);
        Assert.Equal("aHVudGVyMi1zZWNvbmQ=", scenario.Server.Objects.Find("secrets", Ns, "db").Text("data", "password"));
    }

    [Fact]
    public async Task A_missing_namespace_is_made_where_that_is_declared()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Delete("namespaces", "", Ns);
        scenario.App("web");

        var outcome = await scenario.DeployAsync(new DeployOptions { CreateNamespace = true });

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        Assert.NotNull(scenario.Server.Objects.Find("deployments.apps", Ns, "web"));
    }

    [Fact]
    public async Task Custom_kinds_are_served_before_their_objects_are_applied()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.File("crds/widgets.yaml", """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: { name: widgets.example.com }
            spec:
              group: example.com
              scope: Namespaced
              names: { plural: widgets, singular: widget, kind: Widget, listKind: WidgetList }
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
            """).Template("widget", "apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: one }\nspec: { size: 1 }\n");

        var outcome = await scenario.DeployAsync(new DeployOptions { ClusterKinds = ["CustomResourceDefinition"] });

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        Assert.NotNull(scenario.Server.Objects.Find("widgets.example.com", Ns, "one"));
    }
}
