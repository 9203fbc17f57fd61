using NinjaBuild.ApiServer;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Helm.Values;
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
                Charts = [.. _charts.Select(name => new DeployChart(name, Ns, new ReleaseSource(Path.Combine(_folder.FullName, name), new ValuesSource())) { Declaration = $"charts/{name}/compose.yaml" })],
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
