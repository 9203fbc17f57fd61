using NinjaBuild.ApiServer;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Helm.Values;
using NinjaBuild.Kubernetes.Trees;
using NinjaBuild.Workspace.Declarations;

namespace NinjaBuild.Deploy.Tests.Clusters;

/// <summary>Charts and clusters, several of each: what is begun, what is shown, and how it ends.</summary>
public sealed class DeployRunTests
{
    const string Ns = "shop-dev";

    [ClusterFact]
    public async Task Every_cluster_is_looked_at_even_if_the_first_is_not_healthy()
    {
        await using var run = await Run.StartAsync("eu", "us");
        await run.DeployAsync();
        run["eu"].Objects.Delete("configmaps", Ns, "settings");

        var result = await run.Of().StatusAsync(StopSignals.None);

        Assert.Equal(DeployEnd.Refused, result.End);
        Assert.Contains("shop (dev, eu/shop-dev): not healthy", run.Output, StringComparison.Ordinal);
        Assert.Contains("shop (dev, us/shop-dev): healthy", run.Output, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task A_release_whose_first_deploy_failed_is_not_well()
    {
        await using var run = await Run.StartAsync("eu");
        run["eu"].Faults.On("apply", "configmaps", isDryRun: false).Nth(1).DeniedByWebhook("policy.example.com", "not today");
        Assert.Equal(DeployEnd.LeftBroken, (await run.Of(settings => settings with { NoRollback = true }).DeployAsync(StopSignals.None)).End);

        Assert.Equal(DeployEnd.Refused, (await run.Of().StatusAsync(StopSignals.None)).End);
        Assert.Contains("shop (dev, eu/shop-dev): revision 1 failed", run.Output, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task A_release_that_is_not_wholly_taken_away_is_told_as_that()
    {
        await using var run = await Run.StartAsync("eu");
        await run.DeployAsync();
        run["eu"].Faults.On("delete", "configmaps").Answer(403, "Forbidden", "not now");

        Assert.Equal(new DeployResult(DeployEnd.LeftBroken, "not everything is deleted"), await run.Of().UndeployAsync(StopSignals.None) with { Errors = [] });
    }

    [ClusterFact]
    public async Task As_many_clusters_may_fail_as_are_allowed_in_the_checks_too()
    {
        await using var run = await Run.StartAsync("eu", "us");
        run.Chart("billing");
        run["eu"].Objects.Delete("namespaces", "", Ns);

        var strict = await run.DeployAsync();
        Assert.Equal(DeployEnd.Refused, strict.End);
        Assert.Null(run["us"].Objects.Find("configmaps", Ns, "settings"));

        var lenient = await run.Of(settings => settings with { Rollout = new RolloutDeclaration { MaxFailures = 1 } }).DeployAsync(StopSignals.None);
        Assert.Equal(new DeployResult(DeployEnd.Refused, "not everything was deployed"), lenient with { Errors = [] });
        Assert.NotNull(run["us"].Objects.Find("configmaps", Ns, "settings"));
        Assert.NotNull(run["us"].Objects.Find("configmaps", Ns, "billing-settings"));
    }

    [ClusterFact]
    public async Task A_plan_that_cannot_be_written_is_told_and_ends_nothing()
    {
        await using var run = await Run.StartAsync("eu");
        run.File("artifacts/deploy", "in the way");

        var result = await run.DeployAsync();

        Assert.Equal(DeployEnd.Done, result.End);
        Assert.Contains("the plan could not be written", run.Output, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task A_record_of_a_later_version_is_told_whatever_is_asked()
    {
        await using var run = await Run.StartAsync("eu");
        await run.DeployAsync();
        run["eu"].Objects.Change("secrets", Ns, "ninjabuild.dev.shop.v1", item =>
            ((Dictionary<string, object?>)item["data"]!)["revision"] = Convert.ToBase64String("""{"format": 99, "number": 1}"""u8));

        foreach (var ask in (Func<DeployRun, Task<DeployResult>>[])[r => r.StatusAsync(StopSignals.None), r => r.DiffLiveAsync(StopSignals.None), r => r.DeployAsync(StopSignals.None), r => r.UndeployAsync(StopSignals.None)])
        {
            Assert.Equal(DeployEnd.Refused, (await ask(run.Of())).End);
            Assert.Contains("deploy shop with that version or a later one", run.Output, StringComparison.Ordinal);
        }
    }

    [ClusterFact]
    public async Task What_could_not_be_compared_is_no_sign_that_nothing_has_changed()
    {
        await using var run = await Run.StartAsync("eu");
        await run.DeployAsync();
        run["eu"].Permissions.Forbid("patch", "configmaps");

        Assert.Equal(new DeployResult(DeployEnd.Refused, "not everything could be compared"), await run.Of().DiffLiveAsync(StopSignals.None) with { Errors = [] });
    }

    [ClusterFact]
    public async Task Requests_that_are_tried_again_are_told()
    {
        await using var run = await Run.StartAsync("eu");
        run["eu"].Faults.On("apply", "configmaps").Nth(1).Answer(503, "ServiceUnavailable", "apiserver is shutting down");

        Assert.Equal(DeployEnd.Done, (await run.DeployAsync()).End);
        Assert.Contains("trying again: ", run.Output, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task A_chart_that_is_no_longer_declared_is_looked_at_rolled_back_and_taken_away_where_its_record_is()
    {
        await using var run = await Run.StartAsync("eu");
        await run.DeployAsync();
        run.File("shop/templates/settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { value: '2' }\n");
        await run.DeployAsync();

        Assert.Equal(DeployEnd.Done, (await run.Of(WithoutDeclaration).StatusAsync(StopSignals.None)).End);
        Assert.Contains("shop (dev, eu/shop-dev): healthy, as it was deployed", run.Output, StringComparison.Ordinal);
        Assert.Equal(DeployEnd.Done, (await run.Of(WithoutDeclaration).DiffLiveAsync(StopSignals.None)).End);
        Assert.Equal(DeployEnd.Done, (await run.Of(WithoutDeclaration).RollbackAsync(StopSignals.None)).End);
        Assert.Equal("1", run["eu"].Objects.Find("configmaps", Ns, "settings").Text("data", "value"));
        Assert.Equal(DeployEnd.Done, (await run.Of(WithoutDeclaration).UndeployAsync(StopSignals.None)).End);
        Assert.Null(run["eu"].Objects.Find("configmaps", Ns, "settings"));

        var again = await run.Of(settings => WithoutDeclaration(settings) with { Declared = ["shops"] }).UndeployAsync(StopSignals.None);
        Assert.Equal(DeployEnd.Refused, again.End);
        Assert.Equal(["--chart shop: no chart of that name is declared, and dev (eu) has no record of one; did you mean 'shops'?"], again.Errors);
    }

    [ClusterFact]
    public async Task A_chart_that_is_no_longer_declared_need_not_be_in_every_cluster()
    {
        await using var run = await Run.StartAsync("eu", "us");
        await run.Of(settings => settings with { Contexts = ["us"] }).DeployAsync(StopSignals.None);

        Assert.Equal(DeployEnd.Done, (await run.Of(WithoutDeclaration).UndeployAsync(StopSignals.None)).End);
        Assert.StartsWith("shop (dev, eu): is not deployed\n", run.Output, StringComparison.Ordinal);
        Assert.Null(run["us"].Objects.Find("configmaps", Ns, "settings"));
    }

    [ClusterFact]
    public async Task Where_a_record_may_not_be_looked_for_its_namespace_has_to_be_given()
    {
        await using var run = await Run.StartAsync("eu");
        await run.DeployAsync();
        run["eu"].Permissions.Forbid("list", "secrets", ns: "");

        var error = Assert.Single((await run.Of(WithoutDeclaration).UndeployAsync(StopSignals.None)).Errors);
        Assert.StartsWith("--chart shop: no chart of that name is declared, and its record may not be looked for in all namespaces of eu: say where it is with --record-namespace NAMESPACE (", error, StringComparison.Ordinal);
        Assert.Equal(DeployEnd.Done, (await run.Of(settings => settings with { Charts = [Gone with { Namespace = Ns }] }).UndeployAsync(StopSignals.None)).End);
        Assert.Null(run["eu"].Objects.Find("configmaps", Ns, "settings"));
    }

    [ClusterFact]
    public async Task Records_of_one_name_in_two_namespaces_are_told_apart_by_the_user()
    {
        await using var run = await Run.StartAsync("eu");
        run["eu"].Objects.Apply("apiVersion: v1\nkind: Namespace\nmetadata: { name: other }");
        await run.DeployAsync();
        await run.Of(settings => settings with { Charts = [settings.Charts[0] with { Namespace = "other" }] }).DeployAsync(StopSignals.None);

        Assert.Equal(
            ["--chart shop: no chart of that name is declared, and eu has records of one in other, shop-dev: say which is meant with --record-namespace NAMESPACE"],
            (await run.Of(WithoutDeclaration).UndeployAsync(StopSignals.None)).Errors);
        Assert.NotNull(run["eu"].Objects.Find("configmaps", Ns, "settings"));
    }

    [ClusterFact]
    public async Task What_may_be_another_workspaces_is_looked_at_and_not_touched_until_its_namespace_is_given()
    {
        await using var run = await Run.StartAsync("eu");
        await run.DeployAsync();

        foreach (var work in (Func<DeployRun, Task<DeployResult>>[])[r => r.UndeployAsync(StopSignals.None), r => r.RollbackAsync(StopSignals.None)])
        {
            Assert.Equal(
                ["--chart shop: no chart of that name is declared, and eu has the record of one in shop-dev, a namespace that no declaration names: if that is the one, add --record-namespace shop-dev"],
                (await work(run.Of(Elsewhere))).Errors);
        }

        Assert.NotNull(run["eu"].Objects.Find("configmaps", Ns, "settings"));
        Assert.Equal(DeployEnd.Done, (await run.Of(Elsewhere).StatusAsync(StopSignals.None)).End);
        Assert.Equal(DeployEnd.Done, (await run.Of(settings => Elsewhere(settings) with { DryRun = true }).UndeployAsync(StopSignals.None)).End);
        Assert.Contains("- ConfigMap settings", run.Output, StringComparison.Ordinal);

        static DeploySettings Elsewhere(DeploySettings settings) => WithoutDeclaration(settings) with { DeclaredNamespaces = ["other"] };
    }

    [ClusterFact]
    public async Task In_a_protected_environment_what_is_no_longer_declared_is_taken_away_only_if_confirmed()
    {
        await using var run = await Run.StartAsync("eu");
        await run.DeployAsync();

        var refused = await run.Of(settings => WithoutDeclaration(settings) with { IsProtected = true }).UndeployAsync(StopSignals.None);
        Assert.Equal(["the environment dev is protected: add --confirm dev, or set NINJABUILD_CONFIRM=dev in CI"], refused.Errors);
        Assert.NotNull(run["eu"].Objects.Find("configmaps", Ns, "settings"));
        Assert.Equal(DeployEnd.Done, (await run.Of(settings => WithoutDeclaration(settings) with { IsProtected = true, Confirmed = "dev" }).UndeployAsync(StopSignals.None)).End);
    }

    static DeployChart Gone { get; } = new("shop", Namespace: null, new ReleaseSource("nowhere", new ValuesSource()));

    static DeploySettings WithoutDeclaration(DeploySettings settings) => settings with { Charts = [Gone], DeclaredNamespaces = [Ns] };

    [ClusterFact]
    public async Task What_the_chart_tells_its_user_is_told_at_the_end()
    {
        await using var run = await Run.StartAsync("eu");
        run.File("shop/templates/NOTES.txt", "open https://{{ .Release.Name }}.example.com\n");

        await run.DeployAsync();

        Assert.EndsWith("  open https://shop.example.com\n", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Runs with one chart or more to clusters of their own, whose contexts are named after them.</summary>
    sealed class Run : IAsyncDisposable
    {
        readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ninjabuild-run-");
        readonly Dictionary<string, TestApiServer> _servers = new(StringComparer.Ordinal);
        readonly List<string> _charts = [];
        readonly StringWriter _output = new() { NewLine = "\n" };

        public TestApiServer this[string context] => _servers[context];

        /// <summary>What the last run printed.</summary>
        public string Output => _output.ToString();

        public static async Task<Run> StartAsync(params string[] contexts)
        {
            var run = new Run();
            foreach (var context in contexts)
            {
                var server = run._servers[context] = await TestApiServer.StartAsync();
                _ = server.Simulation;
                server.Objects.Apply($"apiVersion: v1\nkind: Namespace\nmetadata: {{ name: {Ns} }}");
            }

            run.File("kubeconfig", $"""
                apiVersion: v1
                kind: Config
                clusters: [{string.Join(", ", contexts.Select(context => $"{{ name: {context}, cluster: {{ server: '{run[context].Address}' }} }}"))}]
                users: [{"{ name: deployer, user: {} }"}]
                contexts: [{string.Join(", ", contexts.Select(context => $"{{ name: {context}, context: {{ cluster: {context}, user: deployer }} }}"))}]
                """);
            return run.Chart("shop", "settings");
        }

        public Run Chart(string name, string? settings = null)
        {
            _charts.Add(name);
            File($"{name}/Chart.yaml", $"apiVersion: v2\nname: {name}\nversion: 1.0.0\n");
            return File($"{name}/templates/settings.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: {settings ?? $"{name}-settings"} }}\ndata: {{ value: '1' }}\n");
        }

        public Run File(string path, string content)
        {
            var file = Path.Combine(_folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            System.IO.File.WriteAllText(file, content);
            return this;
        }

        public Task<DeployResult> DeployAsync() => Of().DeployAsync(StopSignals.None);

        public DeployRun Of(Func<DeploySettings, DeploySettings>? change = null)
        {
            _output.GetStringBuilder().Clear();
            var settings = new DeploySettings
            {
                Artifacts = Path.Combine(_folder.FullName, "artifacts"),
                Environment = "dev",
                Contexts = [.. _servers.Keys],
                Charts = [.. _charts.Select(name => new DeployChart(name, Ns, new ReleaseSource(Path.Combine(_folder.FullName, name), new ValuesSource())))],
            };
            return new DeployRun(change?.Invoke(settings) ?? settings, new DeployOutput(_output, Size: null)) { Kubeconfig = Path.Combine(_folder.FullName, "kubeconfig") };
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var server in _servers.Values)
                await server.DisposeAsync();
            await _output.DisposeAsync();
            _folder.Delete(recursive: true);
        }
    }
}
