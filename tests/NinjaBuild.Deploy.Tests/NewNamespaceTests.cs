using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.Deploy.Reports;

namespace NinjaBuild.Deploy.Tests;

/// <summary>What becomes of a namespace that a deploy made.</summary>
public sealed class NewNamespaceTests
{
    const string Ns = "shop-dev";

    static DeployOptions Creating => new() { CreateNamespace = true, Health = Scenario.Impatient };

    [Fact]
    public async Task A_namespace_that_was_made_for_a_deploy_that_is_rolled_back_goes_again()
    {
        await using var scenario = await WithoutNamespaceAsync();
        scenario.Server.Simulation.SetImage("web:1", PodBehavior.Crashes("boom"));
        scenario.App("web").Config("settings", "1").Hook("migrate");

        var outcome = await scenario.DeployAsync(Creating);

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.Null(scenario.Server.Objects.Find("namespaces", "", Ns));
    }

    [Fact]
    public async Task A_namespace_that_is_going_to_be_made_counts_among_what_is_created()
    {
        await using var scenario = await WithoutNamespaceAsync();
        scenario.Config("settings", "1");

        var outcome = await scenario.DeployAsync(Creating with { PlanOnly = true });

        Assert.Equal("2 to create", PlanText.Summary(outcome.Plan!));
        Assert.Equal(["Namespace shop-dev is not there yet: until it is made, the server cannot try what goes into it"], outcome.Plan!.Notes);
    }

    [Fact]
    public async Task A_namespace_in_which_others_have_put_something_meanwhile_stays_and_that_is_said()
    {
        await using var scenario = await WithoutNamespaceAsync();
        scenario.Server.Simulation.SetImage("web:1", PodBehavior.Crashes("boom"));
        scenario.Server.Faults.On("apply", "deployments", isDryRun: false).Nth(1)
            .Run(_ => scenario.Server.Objects.Apply($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: theirs, namespace: {Ns} }}"));
        scenario.App("web");

        var outcome = await scenario.DeployAsync(Creating);

        Assert.Equal(ReleaseResult.RolledBack, outcome.Result);
        Assert.NotNull(scenario.Server.Objects.Find("configmaps", Ns, "theirs"));
        Assert.Contains("Namespace shop-dev stays, for ConfigMap shop-dev/theirs is in it", scenario.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_namespace_that_somebody_else_makes_at_the_same_moment_is_not_deleted()
    {
        await using var scenario = await WithoutNamespaceAsync();
        scenario.Server.Faults.On("create", "namespaces").Nth(1).Run(_ => scenario.Server.Objects.Apply($"apiVersion: v1\nkind: Namespace\nmetadata: {{ name: {Ns} }}"));
        scenario.Template("typo", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: typo }\ndatta: { a: b }\n");

        var outcome = await scenario.DeployAsync(Creating);

        Assert.Equal(ReleaseResult.Refused, outcome.Result);
        Assert.NotNull(scenario.Server.Objects.Find("namespaces", "", Ns));
    }

    [Fact]
    public async Task A_record_that_cannot_be_written_at_the_end_does_not_cost_what_was_deployed()
    {
        await using var scenario = await WithoutNamespaceAsync();
        scenario.Server.Faults.On("update", "secrets").Answer(403, "Forbidden", "no more secrets");
        scenario.App("web");

        var outcome = await scenario.DeployAsync(Creating);

        Assert.Equal(ReleaseResult.NotRolledBack, outcome.Result);
        Assert.Contains("could not be recorded", Assert.Single(outcome.Left).Message, StringComparison.Ordinal);
        Assert.NotNull(scenario.Server.Objects.Find("deployments.apps", Ns, "web"));
    }

    static async Task<Scenario> WithoutNamespaceAsync()
    {
        var scenario = await Scenario.StartAsync();
        scenario.Server.Objects.Delete("namespaces", "", Ns);
        return scenario;
    }
}
