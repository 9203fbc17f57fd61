using System.Text;
using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.Deploy.Reports;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Client.Json;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests;

/// <summary>What a deploy does when something goes wrong under way.</summary>
public sealed class FailedDeployTests
{
    const string Ns = "shop-dev";

    [Fact]
    public async Task A_job_that_fails_ends_the_deploy_before_the_objects_and_shows_its_last_lines()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Hook("migrate");
        await scenario.DeployAsync();
        scenario.Server.Simulation.SetImage("job:2", PodBehavior.Crashes("connecting", "no such table: orders"));
        scenario.App("web", image: "web:2").Hook("migrate", image: "job:2");

        var outcome = await scenario.DeployAsync();

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        var stuck = Assert.Single(outcome.Stuck);
        Assert.Contains("no such table: orders", Assert.Single(stuck.Pods).LogLines);
        Assert.Equal("web:1", Image(scenario, "web"));
    }

    [Fact]
    public async Task A_crash_is_rolled_back_with_everything_that_was_changed_before_it()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Config("settings", "1", "argocd.argoproj.io/sync-wave: '-1'").App("web");
        await scenario.DeployAsync();
        var before = Content(scenario);
        scenario.Server.Simulation.SetImage("web:2", PodBehavior.Crashes("boom"));
        scenario.Config("settings", "2", "argocd.argoproj.io/sync-wave: '-1'").Config("added", "x").App("web", image: "web:2");

        var outcome = await scenario.DeployAsync(Fast);

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Equal(before, Content(scenario));
        Assert.Contains("boom", outcome.Stuck.SelectMany(stuck => stuck.Pods).SelectMany(pod => pod.LogLines));
    }

    [Fact]
    public async Task Of_hooks_only_those_that_ran_are_told_to_have_done_something()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("web:1", PodBehavior.ImageMissing);
        scenario.App("web").Hook("pre").Hook("post", events: "post-install,post-upgrade");

        var outcome = await scenario.DeployAsync(Fast);

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Contains("  what hooks have done by then stays done (Job pre)", OutcomeText.Write(Scenario.Shop, outcome, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_first_deploy_that_fails_leaves_no_object_behind()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("web:1", PodBehavior.ImageMissing);
        scenario.Config("settings", "1").App("web");

        var outcome = await scenario.DeployAsync(Fast);

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Empty(Content(scenario));
    }

    [Fact]
    public async Task What_failed_is_left_where_that_is_asked_for_and_the_next_deploy_goes_on_from_there()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Simulation.SetImage("web:1", PodBehavior.ImageMissing);
        scenario.App("web");

        var failed = await scenario.DeployAsync(Fast with { NoRollback = true });

        Assert.Equal(ReleaseResult.NotRolledBack, failed.Result);
        Assert.Equal("revision 1 failed after 0.0 s and was not rolled back, as asked (--no-rollback)", OutcomeText.Headline(failed, TimeSpan.Zero));
        Assert.Equal("web:1", Image(scenario, "web"));

        scenario.App("web", image: "web:2");
        Assert.Equal(ReleaseResult.Done, (await scenario.DeployAsync()).Result);
        Assert.Equal("web:2", Image(scenario, "web"));
    }

    [Fact]
    public async Task An_object_that_was_taken_over_is_given_back_as_it_was()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Apply("""
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: settings, namespace: shop-dev, labels: { team: blue } }
            data: { value: theirs, other: stays }
            """, "kubectl");
        var before = scenario.Server.Objects.Find("configmaps", Ns, "settings")!;
        scenario.Server.Simulation.SetImage("web:1", PodBehavior.Crashes("boom"));
        scenario.Config("settings", "ours").App("web", wave: 1);

        var outcome = await scenario.DeployAsync(Fast with { Permissions = new(Replace: false, TakeFields: true, Adopt: true) });

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        var after = scenario.Server.Objects.Find("configmaps", Ns, "settings")!;
        Assert.Equal(PlainJson.Of(before.At("data")), PlainJson.Of(after.At("data")));
        Assert.Equal(PlainJson.Of(before.At("metadata", "labels")), PlainJson.Of(after.At("metadata", "labels")));
        Assert.Equal(PlainJson.OfOwners(before), PlainJson.OfOwners(after));
    }

    [Fact]
    public async Task What_is_said_of_the_record_is_told_as_it_is()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.File("Chart.yaml", "apiVersion: v2\nname: storefront\nversion: 1.0.0\n").Config("settings", "1");
        scenario.Server.Faults.On("update", "secrets").Answer(403, "Forbidden", "namespace storefront takes no more");

        Assert.Contains("namespace storefront takes no more", Assert.Single((await scenario.DeployAsync()).Left).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_was_taken_and_that_the_object_cannot_do_without_is_given_back()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.App("web").Template("scaler", """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: { name: web, annotations: { argocd.argoproj.io/sync-wave: "-1" } }
            spec: { minReplicas: 1, maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }
            """);
        await scenario.DeployAsync();
        await ByHandAsync(scenario, "autoscaling/v2", "HorizontalPodAutoscaler", "web", """{ "spec": { "maxReplicas": 7 } }""");
        var before = scenario.Server.Objects.Find("horizontalpodautoscalers.autoscaling", Ns, "web")!;
        scenario.Server.Simulation.SetImage("web:2", PodBehavior.Crashes("boom"));

        var outcome = await scenario.App("web", image: "web:2").DeployAsync(Fast with { Permissions = new(Replace: false, TakeFields: true, Adopt: false) });

        Assert.True(outcome.Result == ReleaseResult.RolledBack, string.Join('\n', outcome.Left));
        var after = scenario.Server.Objects.Find("horizontalpodautoscalers.autoscaling", Ns, "web")!;
        Assert.Equal(7L, after.Number("spec", "maxReplicas"));
        Assert.Equal(PlainJson.OfOwners(before), PlainJson.OfOwners(after));
    }

    [Fact]
    public async Task An_owner_that_lost_some_of_its_fields_owns_them_all_again()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.App("web").Config("settings", "ours").DeployAsync();
        await ByHandAsync(scenario, "v1", "ConfigMap", "settings", """{ "data": { "value": "by hand", "more": "by hand" } }""");
        var before = scenario.Server.Objects.Find("configmaps", Ns, "settings")!;
        scenario.Server.Simulation.SetImage("web:2", PodBehavior.Crashes("boom"));
        scenario.App("web", image: "web:2");
        Assert.Equal(ReleaseResult.Refused, (await scenario.DeployAsync(Fast)).Result);

        var outcome = await scenario.DeployAsync(Fast with { Permissions = new(Replace: false, TakeFields: true, Adopt: false) });

        Assert.True(outcome.Result == ReleaseResult.RolledBack, string.Join('\n', outcome.Left));
        var after = scenario.Server.Objects.Find("configmaps", Ns, "settings")!;
        Assert.Equal(PlainJson.Of(before.At("data")), PlainJson.Of(after.At("data")));
        Assert.Equal(PlainJson.OfOwners(before), PlainJson.OfOwners(after));
        Assert.Equal(ReleaseResult.Refused, (await scenario.DeployAsync(Fast)).Result);
    }

    // As kubectl edit and patch do it: the fields become the manager's without being applied.
    static async Task ByHandAsync(Scenario scenario, string apiVersion, string kind, string name, string patch)
    {
        var resource = (await scenario.Api.DiscoverAsync(CancellationToken.None)).Find(apiVersion, kind)!;
        var fields = JsonTree.Read(Encoding.UTF8.GetBytes(patch), new StringPool())!;
        await scenario.Api.PatchAsync(resource, Ns, name, PatchType.Merge, fields, new WriteOptions { FieldManager = "hand" }, CancellationToken.None);
    }

    static DeployOptions Fast => new() { Health = Scenario.Impatient };

    static string? Image(Scenario scenario, string name) =>
        scenario.Server.Objects.Find("deployments.apps", Ns, name).Items("spec", "template", "spec", "containers")[0].Text("image");

    /// <summary>The release's objects with what is in them, without what the server counts up.</summary>
    static List<string> Content(Scenario scenario) =>
    [
        .. scenario.Server.Objects.List("configmaps", Ns).Concat(scenario.Server.Objects.List("deployments.apps", Ns))
            .Where(item => item.Text("metadata", "name") != "kube-root-ca.crt")
            .Select(item => $"{item.Text("kind")} {item.Text("metadata", "name")} {PlainJson.Of(item.At("spec") ?? item.At("data"))} {PlainJson.Of(item.At("metadata", "labels"))}"),
    ];
}
