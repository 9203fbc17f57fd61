using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests;

/// <summary>What belongs to others stays untouched, whatever they do while a deploy is under way.</summary>
public sealed class ForeignObjectTests
{
    const string Ns = "shop-dev";

    const string WidgetDefinition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: widgets.example.com }
        spec:
          group: example.com
          scope: SCOPE
          names: { plural: widgets, singular: widget, kind: Widget, listKind: WidgetList }
          versions:
            - name: v1
              served: true
              storage: true
              schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
        """;

    [Fact]
    public async Task An_object_that_somebody_makes_during_the_deploy_is_not_overwritten()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Config("settings", "ours", "argocd.argoproj.io/sync-wave: '1'");
        scenario.Server.Faults.On("apply", "deployments", isDryRun: false).Nth(1)
            .Run(_ => scenario.Server.Objects.Apply($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings, namespace: {Ns} }}\ndata: {{ other: theirs }}", "kubectl"));

        var outcome = await scenario.DeployAsync();

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Contains("came into the cluster during this deploy", Assert.Single(outcome.Problems).Message, StringComparison.Ordinal);
        var settings = scenario.Server.Objects.Find("configmaps", Ns, "settings");
        Assert.Equal("theirs", settings.Text("data", "other"));
        Assert.Null(settings.Text("data", "value"));
        Assert.Null(scenario.Server.Objects.Find("deployments.apps", Ns, "web"));
    }

    [Fact]
    public async Task What_was_sent_and_not_answered_is_taken_back_only_if_it_was_done()
    {
        await using var scenario = await Scenario.StartAsync();
        using var stop = new CancellationTokenSource();
        scenario.Config("settings", "ours");
        scenario.Server.Faults.On("apply", "configmaps", isDryRun: false).Nth(1).Run(_ =>
        {
            scenario.Server.Objects.Apply($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings, namespace: {Ns} }}\ndata: {{ other: theirs }}", "kubectl");
            stop.Cancel();
        });
        scenario.Server.Faults.On("apply", "configmaps", isDryRun: false).Nth(1).Reset();

        var outcome = await scenario.DeployAsync(signals: new StopSignals(stop.Token, CancellationToken.None));

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Equal("theirs", scenario.Server.Objects.Find("configmaps", Ns, "settings").Text("data", "other"));
    }

    [Fact]
    public async Task What_somebody_takes_over_during_the_deploy_is_not_pruned()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Config("old", "1");
        await scenario.DeployAsync();
        scenario.App("web", image: "web:2").Without("old");
        scenario.Server.Faults.On("apply", "deployments", isDryRun: false).Nth(1)
            .Run(_ => scenario.Server.Objects.Change("configmaps", Ns, "old", item => ((Dictionary<string, object?>)item["metadata"]!).Remove("labels")));

        var outcome = await scenario.DeployAsync();

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        Assert.NotNull(scenario.Server.Objects.Find("configmaps", Ns, "old"));
    }

    [Fact]
    public async Task An_object_of_the_cluster_that_is_of_a_release_of_the_same_name_in_another_namespace_is_not_taken()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Apply("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: reader, labels: { ninjabuild.dev/release: shop, ninjabuild.dev/environment: dev, ninjabuild.dev/namespace: other } }
            rules: []
            """);
        scenario.Template("role", "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: reader }\nrules: [{ apiGroups: [''], resources: [pods], verbs: [get] }]\n");

        var outcome = await scenario.DeployAsync(new DeployOptions { ClusterKinds = ["ClusterRole"], Permissions = new(Replace: true, TakeFields: true, Adopt: true) });

        Assert.Equal(ReleaseResult.Refused, outcome.Result);
        Assert.Contains("belongs to the release shop of the environment dev in the namespace other", Assert.Single(outcome.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_of_the_cluster_stays_the_releases_own()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Template("role", "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: reader }\nrules: []\n");
        var options = new DeployOptions { ClusterKinds = ["ClusterRole"] };

        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync(options)).Result);
        Assert.Equal(ReleaseResult.NothingToDo, (await scenario.DeployAsync(options)).Result);
        Assert.Equal(ReleaseResult.Done, (await scenario.UndeployAsync()).Result);
        Assert.Null(scenario.Server.Objects.Find("clusterroles.rbac.authorization.k8s.io", "", "reader"));
    }

    [Fact]
    public async Task A_definition_is_not_taken_back_from_under_the_objects_that_others_made_of_it()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("web:1", PodBehavior.Crashes("boom"));
        scenario.File("crds/widgets.yaml", WidgetDefinition.Replace("SCOPE", "Namespaced", StringComparison.Ordinal)).App("web");
        scenario.Server.Faults.On("apply", "deployments", isDryRun: false).Nth(1)
            .Run(_ => scenario.Server.Objects.Apply($"apiVersion: example.com/v1\nkind: Widget\nmetadata: {{ name: theirs, namespace: {Ns} }}"));

        var outcome = await scenario.DeployAsync(new DeployOptions { ClusterKinds = ["CustomResourceDefinition"], Health = Scenario.Impatient });

        Assert.Equal(ReleaseResult.NotRolledBack, outcome.Result);
        Assert.Contains("Widget.example.com shop-dev/theirs would go with it", Assert.Single(outcome.Left).Message, StringComparison.Ordinal);
        Assert.NotNull(scenario.Server.Objects.Find("widgets.example.com", Ns, "theirs"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_release_is_not_taken_away_whose_definition_others_made_objects_of(bool isDryRun)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Template("widgets", WidgetDefinition.Replace("SCOPE", "Namespaced", StringComparison.Ordinal)).Config("settings", "1");
        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync(new DeployOptions { ClusterKinds = ["CustomResourceDefinition"] })).Result);
        scenario.Server.Objects.Apply("apiVersion: v1\nkind: Namespace\nmetadata: { name: elsewhere }");
        scenario.Server.Objects.Apply("apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: theirs, namespace: elsewhere }");

        var outcome = await scenario.UndeployAsync(isDryRun: isDryRun);

        Assert.Equal(ReleaseResult.Refused, outcome.Result);
        Assert.Equal(
            "CustomResourceDefinition.apiextensions.k8s.io widgets.example.com: is not deleted, since Widget.example.com elsewhere/theirs would go with it, which is not the release's; where it is to stay, annotate it with ninjabuild.dev/prune=false",
            Assert.Single(outcome.Problems).ToString());
        Assert.NotNull(scenario.Server.Objects.Find("configmaps", Ns, "settings"));
    }

    [Theory]
    [InlineData("{ team: blue }")]
    [InlineData("{ ninjabuild.dev/release: operator, ninjabuild.dev/environment: dev, ninjabuild.dev/namespace: operators }")]
    public async Task A_definition_that_somebody_else_brought_is_left_to_them_and_used(string labels)
    {
        await using var scenario = await Scenario.StartAsync();
        var definition = WidgetDefinition.Replace("SCOPE", "Namespaced", StringComparison.Ordinal);
        scenario.Server.Objects.Apply(definition.Replace("metadata: {", $"metadata: {{ labels: {labels},", StringComparison.Ordinal), "operator");
        scenario.File("crds/widgets.yaml", definition).Template("widget", "apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: one }\n");
        var before = PlainJson.Of(scenario.Server.Objects.Find("customresourcedefinitions.apiextensions.k8s.io", "", "widgets.example.com"));

        var outcome = await scenario.DeployAsync();

        Assert.Equal(ReleaseResult.Done, outcome.Result);
        Assert.Contains("stays as it is: it belongs to", Assert.Single(outcome.Plan!.Notes), StringComparison.Ordinal);
        Assert.Equal(before, PlainJson.Of(scenario.Server.Objects.Find("customresourcedefinitions.apiextensions.k8s.io", "", "widgets.example.com")));
        Assert.Empty((await scenario.StatusAsync()).Drifted);
        Assert.Equal(ReleaseResult.NothingToDo, (await scenario.DeployAsync()).Result);
    }

    [Fact]
    public async Task A_namespace_that_the_chart_no_longer_has_is_not_deleted_with_what_others_have_in_it()
    {
        await using var scenario = await Scenario.StartAsync();
        var options = new DeployOptions { ClusterKinds = ["Namespace"] };
        scenario.Config("settings", "1").Template("extra", "apiVersion: v1\nkind: Namespace\nmetadata: { name: extra }\n");
        await scenario.DeployAsync(options);
        scenario.Server.Objects.Apply("apiVersion: v1\nkind: ConfigMap\nmetadata: { name: theirs, namespace: extra }");
        scenario.Without("extra");

        var outcome = await scenario.DeployAsync(options);

        Assert.Equal(ReleaseResult.NotRolledBack, outcome.Result);
        Assert.Contains("ConfigMap extra/theirs would go with it", Assert.Single(outcome.Left).Message, StringComparison.Ordinal);
        Assert.NotNull(scenario.Server.Objects.Find("configmaps", "extra", "theirs"));
    }

    [Fact]
    public async Task An_object_of_a_kind_that_the_chart_itself_defines_for_the_whole_cluster_is_not_pruned_by_the_next_deploy()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.File("crds/widgets.yaml", WidgetDefinition.Replace("SCOPE", "Cluster", StringComparison.Ordinal))
            .Template("widget", "apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: one }\nspec: { size: 1 }\n");
        var options = new DeployOptions { ClusterKinds = ["CustomResourceDefinition", "Widget"] };
        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync(options)).Result);

        var outcome = await scenario.DeployAsync(options);

        Assert.Equal(ReleaseResult.NothingToDo, outcome.Result);
        Assert.NotNull(scenario.Server.Objects.Find("widgets.example.com", "", "one"));
    }

    [Fact]
    public async Task What_was_deployed_in_a_version_that_is_no_longer_served_is_pruned_all_the_same()
    {
        await using var scenario = await Scenario.StartAsync();
        var both = WidgetDefinition.Replace("SCOPE", "Namespaced", StringComparison.Ordinal);
        scenario.Server.Objects.Apply(both.Replace("versions:", """
            versions:
                - name: v1alpha1
                  served: true
                  storage: false
                  schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
            """, StringComparison.Ordinal));
        scenario.Config("settings", "1").Template("widget", "apiVersion: example.com/v1alpha1\nkind: Widget\nmetadata: { name: one }\nspec: { size: 1 }\n");
        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync()).Result);
        scenario.Server.Objects.Apply(both);
        await scenario.Api.RefreshAsync(CancellationToken.None);
        scenario.Without("widget");

        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync()).Result);
        Assert.Null(scenario.Server.Objects.Find("widgets.example.com", Ns, "one"));
    }
}
