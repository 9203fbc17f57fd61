using NinjaBuild.Deploy.Engines;

namespace NinjaBuild.Deploy.Tests.Engines;

/// <summary>What is told of hooks when helm has uninstalled a release.</summary>
public sealed class HelmLeftoversTests
{
    [Fact]
    public async Task What_hooks_of_any_revision_left_is_named_with_the_commands_that_delete_it()
    {
        await using var scenario = await Scenario.StartAsync();
        HelmRecord.Write(scenario, 1, "superseded", "", Hook("ConfigMap", "old"), Hook("Secret", "gone"));
        HelmRecord.Write(scenario, 2, "deployed", "", Hook("ConfigMap", "odd", "default"), Hook("ConfigMap", "taken"), Hook("ClusterRole", "it's", apiVersion: "rbac.authorization.k8s.io/v1"));
        scenario.Server.Objects.Apply(Hook("ConfigMap", "old", Ns));
        scenario.Server.Objects.Apply(Hook("ConfigMap", "odd", "default"));
        scenario.Server.Objects.Apply(Hook("ConfigMap", "taken", Ns, annotations: "meta.helm.sh/release-name: billing"));
        scenario.Server.Objects.Apply(Hook("ClusterRole", "it's", apiVersion: "rbac.authorization.k8s.io/v1"));

        Assert.Equal(
            "helm leaves what hooks made: ConfigMap old, ConfigMap default/odd, ClusterRole it's; to delete it: "
            + "kubectl --context test --namespace shop-dev delete configmaps/old && kubectl --context test --namespace default delete configmaps/odd"
            + @" && kubectl --context test delete 'clusterroles.rbac.authorization.k8s.io/it'\''s'",
            await FindAsync(scenario));
    }

    [Fact]
    public async Task Nothing_is_told_where_hooks_left_nothing_or_where_it_cannot_be_seen()
    {
        await using var scenario = await Scenario.StartAsync();
        HelmRecord.Write(scenario, 1, "deployed", "", Hook("ConfigMap", "old"));
        Assert.Null(await FindAsync(scenario));
        scenario.Server.Objects.Apply(Hook("ConfigMap", "old", Ns));
        scenario.Server.Faults.On("list", "secrets").Answer(403, "Forbidden", "no");
        Assert.Null(await FindAsync(scenario));
    }

    static string Ns => Scenario.Shop.Namespace;

    static async Task<string?> FindAsync(Scenario scenario) =>
        await (await HelmLeftovers.ReadAsync(scenario.Api, Scenario.Shop with { IsHelms = true }, CancellationToken.None)).FindAsync(CancellationToken.None);

    static string Hook(string kind, string name, string? ns = null, string apiVersion = "v1", string annotations = "helm.sh/hook: test") =>
        $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: \"{name}\",{(ns is null ? "" : $" namespace: {ns},")} annotations: {{ {annotations} }} }}\n";
}
