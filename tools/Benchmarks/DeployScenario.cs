using NinjaBuild.ApiServer;

namespace NinjaBuild.Benchmarks;

/// <summary>
/// Deploys charts to the API server of the tests, which runs in this process, with controllers that make everything healthy at once. What
/// the server needs of the machine is part of the times.
/// </summary>
sealed class DeployScenario : IAsyncDisposable
{
    /// <summary>The kubectl context of the server, and that of the sample's environment dev.</summary>
    public const string Context = "kind-dev";

    const int Rounds = 7;
    const int ColdRounds = 3;
    const int HasChanges = 3;

    readonly TestApiServer _server;
    readonly string _repository;
    readonly string _folder;
    int _workspaces;

    DeployScenario(TestApiServer server, string repository, string folder) => (_server, _repository, _folder) = (server, repository, folder);

    /// <summary>Starts the server, and makes it the one that kubectl speaks to.</summary>
    public static async Task<DeployScenario> StartAsync(string repository, string folder)
    {
        var server = await TestApiServer.StartAsync();
        server.Simulation.Run();
        Environment.SetEnvironmentVariable("KUBECONFIG", server.WriteKubeconfig(Context));
        return new DeployScenario(server, repository, folder);
    }

    /// <summary>Measures a chart of the repository's own workspace.</summary>
    public void MeasureSample(string name, string chart, string nothing)
    {
        var root = Compose(Workspace.SampleOf(_repository));
        Namespace("manman-dev", Secret("manman-db", "user", "password"), Secret("manman-queue", "user", "password"), Secret("ghcr-pull", ".dockerconfigjson"));
        ComposeScenario.Row($"{name}: first deploy", "", "", [Run(root, "Deploy", 0, "--chart", chart)]);
        ComposeScenario.Row($"{name}: nothing to do", nothing, "", [.. Enumerable.Range(0, Rounds).Select(_ => Run(root, "Deploy", 0, "--chart", chart))]);
    }

    /// <summary>Measures a workspace with one chart: its plan, its first deploy, one that changes every object, and one that changes nothing.</summary>
    public void Measure(string name, Workspace workspace, string plan = "", string memory = "")
    {
        var root = Compose(workspace);
        Namespace("large", Secret("database", "url"));
        ComposeScenario.Row($"{name}: plan, all to create", plan, memory, [.. Enumerable.Range(0, ColdRounds).Select(_ => Run(root, "DeployPlan", HasChanges))]);
        ComposeScenario.Row($"{name}: first deploy", "", memory, [Run(root, "Deploy", 0)]);
        Workspace.ChangeEveryApp(root);
        BuildSh(0, "ComposeCharts", "--root", root);
        ComposeScenario.Row($"{name}: every object changed", "", "", [Run(root, "Deploy", 0)]);
        ComposeScenario.Row($"{name}: plan, nothing to do", plan, memory, [.. Enumerable.Range(0, ColdRounds).Select(_ => Run(root, "DeployPlan", 0))]);
        ComposeScenario.Row($"{name}: nothing to do", "", memory, [.. Enumerable.Range(0, ColdRounds).Select(_ => Run(root, "Deploy", 0))]);
        _server.Objects.Delete("namespaces", "", "large");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    // Composing has rows of its own: here it finds nothing to do.
    string Compose(Workspace workspace)
    {
        var root = Path.Combine(_folder, $"workspace-{_workspaces++}");
        workspace.WriteTo(root);
        BuildSh(0, "ComposeCharts", "--root", root);
        return root;
    }

    void Namespace(string name, params string[] secrets) => _server.Objects.Apply(
        $"apiVersion: v1\nkind: Namespace\nmetadata: {{ name: {name} }}\n"
        + string.Concat(secrets.Select(secret => $"---\n{secret}".Replace("NAMESPACE", name, StringComparison.Ordinal))));

    static string Secret(string name, params string[] keys) =>
        $"apiVersion: v1\nkind: Secret\nmetadata: {{ name: {name}, namespace: NAMESPACE }}\nstringData: {{ {string.Join(", ", keys.Select(key => $"{key}: x"))} }}\n";

    Measurement Run(string root, string target, int exitCode, params string[] more) => BuildSh(exitCode, [target, "--root", root, "--env", "dev", .. more]);

    Measurement BuildSh(int exitCode, params string[] arguments) => Measurement.Of(
        Path.Combine(_repository, "build.sh"), exitCode, [.. arguments, "--cache-dir", Path.Combine(_folder, "cache"), "--no-logo"]);
}
