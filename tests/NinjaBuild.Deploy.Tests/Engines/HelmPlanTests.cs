using NinjaBuild.Deploy.Reports;

namespace NinjaBuild.Deploy.Tests.Engines;

/// <summary>What is planned for a release that helm deploys.</summary>
public sealed class HelmPlanTests
{
    [Fact]
    public async Task What_is_a_hook_or_has_a_wave_to_Argo_CD_alone_is_an_ordinary_object_to_helm()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Hook("migrate")
            .Template("notify", Job("notify", "argocd.argoproj.io/hook: SyncFail"))
            .Config("late", "1", "argocd.argoproj.io/sync-wave: '5'")
            .Config("both", "1", "argocd.argoproj.io/hook: PostSync, argocd.argoproj.io/sync-wave: '3', helm.sh/hook: pre-upgrade")
            .Config("plain", "1", "argocd.argoproj.io/sync-wave: '0', argocd.argoproj.io/sync-options: Prune=false");

        var outcome = await scenario.PlanForHelmAsync();

        Assert.Equal(
            [
                "shop (dev, test/shop-dev): 3 to create, 1 hook to run",
                "  note: helm knows neither Argo CD's hooks nor its waves: ConfigMap late, Job notify are applied as ordinary objects",
                "  hooks before the objects",
                "    > Job migrate",
                "  wave 0",
                "    + ConfigMap late",
                "    + ConfigMap plain",
                "    + Job notify",
            ],
            PlanText.Write(outcome.Plan!));
    }

    [Fact]
    public async Task Hooks_of_a_release_that_is_as_helm_deployed_it_last_do_not_run()
    {
        await using var scenario = await Deployed();
        HelmRecord.Write(scenario, 1, "superseded", Settings("1"), Job("migrate", Upgrade, image: "job:0"));
        HelmRecord.Write(scenario, 2, "deployed", Settings("2"), Job("migrate", Upgrade));

        Assert.Equal(["shop (dev, test/shop-dev): no changes"], await PlanAsync(scenario));
    }

    [Theory]
    [InlineData("deployed", "job:0")]
    [InlineData("failed", "job:1")]
    public async Task Hooks_run_where_they_have_changed_or_helm_failed(string status, string image)
    {
        await using var scenario = await Deployed();
        HelmRecord.Write(scenario, 1, "deployed", Settings("2"), Job("migrate", Upgrade));
        HelmRecord.Write(scenario, 2, status, Settings("2"), Job("migrate", Upgrade, image));

        Assert.Equal(["shop (dev, test/shop-dev): 1 hook to run, 1 unchanged", "  hooks before the objects", "    > Job migrate"], await PlanAsync(scenario));
    }

    [Fact]
    public async Task A_field_that_the_chart_no_longer_sets_is_a_change_though_no_dry_run_shows_it()
    {
        await using var scenario = await Deployed();
        HelmRecord.Write(scenario, 1, "deployed", Settings("2") + "  gone: '1'\n");
        scenario.Without("migrate");

        Assert.Equal(
            ["shop (dev, test/shop-dev): 1 to change", "  wave 0", "    ~ ConfigMap settings (the chart no longer sets all that helm deployed last)"],
            await PlanAsync(scenario));
    }

    const string Upgrade = "helm.sh/hook: 'pre-install,pre-upgrade'";

    // A chart whose only object is in the cluster already.
    static async Task<Scenario> Deployed()
    {
        var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Apply(
            $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings, namespace: {Scenario.Shop.Namespace}, labels: {{ app.kubernetes.io/managed-by: Helm }}, annotations: {{ meta.helm.sh/release-name: shop, meta.helm.sh/release-namespace: {Scenario.Shop.Namespace} }} }}\ndata:\n  value: '2'\n", "helm");
        return scenario.Template("settings", Settings("2")).Template("migrate", Job("migrate", Upgrade));
    }

    static async Task<IEnumerable<string>> PlanAsync(Scenario scenario)
    {
        var outcome = await scenario.PlanForHelmAsync();
        Assert.True(outcome.Plan is not null, string.Join('\n', outcome.Problems));
        return PlanText.Write(outcome.Plan);
    }

    static string Settings(string value) => $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  value: '{value}'\n";

    static string Job(string name, string annotations, string image = "job:1") => $$"""
        apiVersion: batch/v1
        kind: Job
        metadata: { name: {{name}}, annotations: { {{annotations}} } }
        spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "{{image}}" }] } } }
        """;
}
