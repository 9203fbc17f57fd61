using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Tests;

/// <summary>Deploys that come after one that was cut off, and fail themselves: they go back to the last good revision.</summary>
public sealed class RecoveryTests
{
    const string Ns = "shop-dev";

    [Fact]
    public async Task An_object_that_the_failing_deploy_took_over_is_given_back()
    {
        await using var scenario = await AfterCutOffAsync();
        scenario.Server.Objects.Apply($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings, namespace: {Ns} }}\ndata: {{ other: theirs }}", "kubectl");
        scenario.Config("settings", "ours");

        var outcome = await FailAsync(scenario);

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        var settings = scenario.Server.Objects.Find("configmaps", Ns, "settings");
        Assert.Equal("theirs", settings.Text("data", "other"));
        Assert.Null(settings.At("data", "value"));
        Assert.Null(settings.Text("metadata", "labels", "ninjabuild.dev/release"));
    }

    [Fact]
    public async Task An_object_that_the_deploy_that_was_cut_off_took_over_is_kept_and_told()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.App("web").DeployAsync();
        scenario.Server.Objects.Apply($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings, namespace: {Ns} }}\ndata: {{ other: theirs }}", "kubectl");
        await scenario.App("web", image: "web:2").Config("settings", "ours").CutOffAsync(new DeployOptions { Permissions = new(Replace: false, TakeFields: false, Adopt: true), Health = Scenario.Impatient });

        var outcome = await FailAsync(scenario);

        Assert.Equal(ReleaseResult.NotRolledBack, outcome.Result);
        Assert.Contains("ConfigMap shop-dev/settings: was taken over by a deploy that was cut off", Assert.Single(outcome.Left).ToString(), StringComparison.Ordinal);
        Assert.Equal("theirs", scenario.Server.Objects.Find("configmaps", Ns, "settings").Text("data", "other"));
    }

    [Fact]
    public async Task A_secret_that_only_the_failing_deploy_changed_is_restored()
    {
        await using var scenario = await AfterCutOffAsync();
        scenario.Secret("db", "second");

        var outcome = await FailAsync(scenario);

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Equal("Zmlyc3Q=", scenario.Server.Objects.Find("secrets", Ns, "db").Text("data", "value"));
    }

    [Fact]
    public async Task A_secret_that_the_deploy_that_was_cut_off_changed_cannot_be_restored_which_is_told()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.App("web").Secret("db", "first").DeployAsync();
        await scenario.App("web", image: "web:2").Secret("db", "second").CutOffAsync();

        var outcome = await FailAsync(scenario);

        Assert.Equal(ReleaseResult.NotRolledBack, outcome.Result);
        Assert.Contains("Secret shop-dev/db: its values are not those of revision 1 (value)", Assert.Single(outcome.Left).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_hooks_made_is_deleted()
    {
        await using var scenario = await AfterCutOffAsync();
        scenario.Hook("migrate");

        var outcome = await FailAsync(scenario);

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Null(scenario.Server.Objects.Find("jobs.batch", Ns, "migrate"));
    }

    [Fact]
    public async Task What_a_hook_of_the_last_good_revision_left_stays_though_the_deploy_that_was_cut_off_has_the_hook_too()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.App("web").Hook("smoke", events: "post-install,post-upgrade").DeployAsync();
        var uid = scenario.Server.Objects.Find("jobs.batch", Ns, "smoke").Text("metadata", "uid");
        await scenario.App("web", image: "web:2").CutOffAsync();

        var outcome = await FailAsync(scenario);

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Equal(uid, scenario.Server.Objects.Find("jobs.batch", Ns, "smoke").Text("metadata", "uid"));
    }

    [Fact]
    public async Task What_a_hook_of_the_deploy_that_was_cut_off_left_is_deleted_and_told()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.App("web").DeployAsync();
        await scenario.App("web", image: "web:2").Hook("migrate").CutOffAsync();
        Assert.NotNull(scenario.Server.Objects.Find("jobs.batch", Ns, "migrate"));

        var outcome = await FailAsync(scenario.Without("migrate"));

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Null(scenario.Server.Objects.Find("jobs.batch", Ns, "migrate"));
        Assert.Contains("Job migrate: deleted", scenario.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_two_deploys_that_were_cut_off_a_failing_one_goes_back_to_the_last_good_revision()
    {
        await using var scenario = await AfterCutOffAsync();
        await scenario.App("web", image: "web:3").Config("third", "1").CutOffAsync();

        var outcome = await FailAsync(scenario);

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Equal(4, outcome.Revision);
        Assert.Equal(["added", "third"], new[] { "added", "third" }.Where(name => scenario.Server.Objects.Find("configmaps", Ns, name) is null));
        Assert.Equal("web:1", Image(scenario));
        var status = await scenario.StatusAsync();
        Assert.Equal("Deployed Interrupted Interrupted RolledBack", string.Join(' ', status.History.Revisions.Select(revision => revision.Status)));
    }

    // Revision 1 is good, with a Secret; revision 2 was cut off when it had changed the Deployment and added a ConfigMap.
    static async Task<Scenario> AfterCutOffAsync()
    {
        var scenario = await Scenario.StartAsync();
        await scenario.App("web").Secret("db", "first").DeployAsync();
        await scenario.App("web", image: "web:2").Config("added", "1").CutOffAsync();
        return scenario;
    }

    static async Task<ReleaseOutcome> FailAsync(Scenario scenario)
    {
        scenario.Server.Faults.On("apply", "deployments", isDryRun: false).Nth(1).DeniedByWebhook("policy.example.com", "not today");
        scenario.App("web", image: "web:9");
        return await scenario.DeployAsync(new DeployOptions { Permissions = new(Replace: false, TakeFields: false, Adopt: true), Health = Scenario.Impatient });
    }

    static string? Image(Scenario scenario) =>
        scenario.Server.Objects.Find("deployments.apps", Ns, "web").Items("spec", "template", "spec", "containers")[0].Text("image");
}
