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

    static string Job(string name, string annotations) => $$"""
        apiVersion: batch/v1
        kind: Job
        metadata: { name: {{name}}, annotations: { {{annotations}} } }
        spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "job:1" }] } } }
        """;
}
