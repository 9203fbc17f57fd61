using System.Diagnostics;
using NinjaBuild.ApiServer;
using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Client.Kubectl;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Tests.Client;

/// <summary>The client by way of the real <c>kubectl proxy</c>.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ninjabuild-client-");
    readonly List<string> _notes = [];
    TestApiServer _server = null!;
    Action? _whenNoted;

    public async Task InitializeAsync() => _server = await TestApiServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [KubectlFact]
    public async Task Objects_are_applied_read_changed_listed_and_deleted()
    {
        await using var api = await ConnectAsync();
        var maps = (await api.DiscoverAsync(None)).Find("v1", "ConfigMap")!;
        Assert.True((await api.ApplyAsync(maps, "default", "map", Map("map", "1"), new ApplyOptions(), None)).IsNew);
        Assert.Equal("1", (await api.GetAsync(maps, "default", "map", None)).Text("data", "a"));
        Assert.Null(await api.GetAsync(maps, "default", "other", None));
        await api.PatchAsync(maps, "default", "map", PatchType.Merge, Map("map", "2"), new WriteOptions(), None);
        await api.CreateAsync(maps, "default", Map("new", "1"), new WriteOptions(), None);
        await api.ReplaceAsync(maps, "default", "new", Map("new", "3"), new WriteOptions(), None);
        var found = new List<string>();
        await foreach (var map in api.ListAsync(maps, "default", new ListOptions { PageSize = 1 }, None)) found.Add($"{map.Text("metadata", "name")}={map.Text("data", "a")}");
        Assert.Equal(["map=2", "new=3"], found);
        Assert.True(await api.DeleteAsync(maps, "default", "map", new DeleteOptions(), None));
        Assert.False(await api.DeleteAsync(maps, "default", "map", new DeleteOptions(), None));
        Assert.Equal("v1.", api.Version.ToString()[..3]);
    }

    [KubectlFact]
    public async Task Changes_are_watched_as_they_come_and_logs_are_read()
    {
        _server.Simulation.SetImage("web:1", PodBehavior.Hangs("waiting for the database"));
        await using var api = await ConnectAsync();
        var pods = (await api.DiscoverAsync(None)).Find("v1", "Pod")!;
        await using var events = api.WatchAsync(pods, "default", new ListOptions(), None).GetAsyncEnumerator();
        Assert.Equal(WatchEventKind.Reset, await NextAsync());
        Assert.Equal(WatchEventKind.Synced, await NextAsync());
        _server.Objects.Apply("{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: web, image: 'web:1'}]}}");
        Assert.Equal(WatchEventKind.Changed, await NextAsync());
        Assert.Equal("waiting for the database\n", await api.ReadLogAsync("default", "web", new LogOptions(), None));
        var failure = await Assert.ThrowsAsync<ApiException>(() => api.ReadLogAsync("default", "web", new LogOptions { Previous = true }, None));
        Assert.Equal((ApiErrorKind.BadRequest, "previous terminated container \"web\" in pod \"web\" not found"), (failure.Kind, failure.Message));

        async Task<WatchEventKind> NextAsync()
        {
            Assert.True(await events.MoveNextAsync());
            return events.Current.Kind;
        }
    }

    [KubectlFact]
    public async Task What_is_called_like_an_exec_gets_through_and_an_exec_does_not()
    {
        await using var api = await ConnectAsync();
        _server.Objects.Apply("{apiVersion: v1, kind: Namespace, metadata: {name: pods}}");
        var maps = (await api.DiscoverAsync(None)).Find("v1", "ConfigMap")!;
        Assert.True((await api.ApplyAsync(maps, "pods", "exec", Map("exec", "1"), new ApplyOptions(), None)).IsNew);
        var exec = maps with { Plural = "pods/web/exec" };
        var failure = await Assert.ThrowsAsync<ApiException>(() => api.CreateAsync(exec, "default", Map("map", "1"), new WriteOptions(), None));
        Assert.Equal((ApiErrorKind.Forbidden, 403), (failure.Kind, failure.Status));
    }

    [KubectlFact]
    public async Task Its_folder_is_private_and_goes_with_it()
    {
        string folder;
        await using (var proxy = await KubectlProxy.StartAsync("dev", _server.WriteKubeconfig("dev"), None))
        {
            folder = Path.GetDirectoryName(proxy.SocketPath)!;
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            Assert.True(File.Exists(proxy.SocketPath));
            Assert.Equal(2, (await Processes.WithAsync(folder)).Count);
        }

        Assert.False(Directory.Exists(folder));
        Assert.Empty(await Processes.WithAsync(folder));
    }

    [KubectlFact]
    public async Task It_goes_when_its_parent_is_killed()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ProxyHolder).Assembly.Location, _server.WriteKubeconfig("dev"), "dev"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var parent = Process.Start(start)!;
        var folder = Path.GetDirectoryName(await parent.StandardOutput.ReadLineAsync())!;
        Assert.Equal(2, (await Processes.WithAsync(folder)).Count);
        parent.Kill();
        while ((await Processes.WithAsync(folder)).Count > 0)
        {
            // They are not this process' children, which could be waited for.
        }

        Assert.False(Directory.Exists(folder));
    }

    [KubectlFact]
    public async Task Signals_of_the_terminal_do_not_end_it()
    {
        await using var proxy = await KubectlProxy.StartAsync("dev", _server.WriteKubeconfig("dev"), None);
        var processes = await Processes.WithAsync(proxy.SocketPath);
        foreach (var process in processes)
        {
            await Processes.SignalAsync(process, "INT");
            await Processes.SignalAsync(process, "HUP");
        }

        // Signals come one after another: had one of those ended it, this one would find nobody.
        foreach (var process in processes) await Processes.SignalAsync(process, "CONT");
        Assert.False(proxy.Ended.IsCompleted);
        Assert.Equal(processes.Select(process => process.Id), (await Processes.WithAsync(proxy.SocketPath)).Select(process => process.Id));
    }

    [KubectlFact]
    public async Task A_kubectl_that_dies_is_started_again()
    {
        await using var api = await ConnectAsync();
        var maps = (await api.DiscoverAsync(None)).Find("v1", "ConfigMap")!;
        await using var events = api.WatchAsync(maps, "default", new ListOptions(), None).GetAsyncEnumerator();
        await events.MoveNextAsync();
        await events.MoveNextAsync();
        var kubectl = (await Processes.WithAsync(_folder.FullName)).Single(process => process.ProcessName == "kubectl");
        kubectl.Kill();
        Assert.True((await api.ApplyAsync(maps, "default", "map", Map("map", "1"), new ApplyOptions(), None)).IsNew);
        await events.MoveNextAsync();
        Assert.Equal("map", events.Current.Object.Text("metadata", "name"));
        Assert.Contains("`kubectl proxy` has ended, and is started again", _notes);
    }

    [KubectlFact]
    public async Task A_server_that_restarts_behind_it_is_waited_for()
    {
        await using var api = await ConnectAsync();
        var maps = (await api.DiscoverAsync(None)).Find("v1", "ConfigMap")!;
        await _server.StopListeningAsync();
        _whenNoted = () => _server.ListenAsync().GetAwaiter().GetResult();
        Assert.True((await api.ApplyAsync(maps, "default", "map", Map("map", "1"), new ApplyOptions(), None)).IsNew);
    }

    [KubectlFact]
    public async Task The_connection_to_the_server_may_be_reset_at_any_request()
    {
        await using var api = await ConnectAsync();
        var maps = (await api.DiscoverAsync(None)).Find("v1", "ConfigMap")!;
        _server.Faults.On("apply").Nth(1).Reset();
        _server.Faults.On("apply").Nth(3).ResetAfter();
        _server.Faults.On("list").Nth(1).Truncate(100);
        for (int i = 0; i < 3; i++) await api.ApplyAsync(maps, "default", "map", Map("map", $"{i}"), new ApplyOptions(), None);
        await foreach (var map in api.ListAsync(maps, "default", new ListOptions(), None)) Assert.Equal("2", map.Text("data", "a"));
    }

    [KubectlFact]
    public async Task An_unknown_context_is_told_with_the_known_ones()
    {
        var failure = await Assert.ThrowsAsync<ApiException>(() => KubectlProxy.StartAsync("prod", _server.WriteKubeconfig("staging", "dev"), None));
        Assert.Equal((ApiErrorKind.Context, "the kubeconfig has no context \"prod\": it has dev, staging"), (failure.Kind, failure.Message));
        failure = await Assert.ThrowsAsync<ApiException>(() => KubectlProxy.StartAsync("prod", _server.WriteKubeconfig(), None));
        Assert.Equal("the kubeconfig has no context \"prod\": it has none (is KUBECONFIG set?)", failure.Message);
    }

    [KubectlFact]
    public async Task A_kubeconfig_that_is_broken_is_told()
    {
        var path = Path.Combine(_folder.FullName, "broken");
        await File.WriteAllTextAsync(path, "{\"contexts\": 7}");
        var failure = await Assert.ThrowsAsync<ApiException>(() => KubeConfig.ReadAsync(path, None));
        Assert.Equal(ApiErrorKind.Context, failure.Kind);
        Assert.StartsWith("`kubectl config view -o json` fails: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }

    [KubectlFact]
    public async Task Contexts_are_read_without_credentials()
    {
        var config = await KubeConfig.ReadAsync(Kubeconfig("https://10.0.0.1:6443", """{"token":"hunter2"}""", ns: "shop"), None);
        Assert.Equal([new KubeContext("dev", "cluster", "https://10.0.0.1:6443", "deployer", "shop")], config.Contexts);
        Assert.Equal("dev", config.CurrentContext);
    }

    [Fact]
    public void A_machine_without_kubectl_is_told_what_to_install()
    {
        var failure = Assert.Throws<ApiException>(() => KubectlProgram.Find(kubeconfig: null, searchPath: $"/nowhere{Path.PathSeparator}{_folder.FullName}"));
        Assert.Equal(ApiErrorKind.Kubectl, failure.Kind);
        Assert.Matches("^kubectl(.exe)? is in none of the 2 folders of PATH; install it from https://kubernetes.io/docs/tasks/tools/", failure.Message);
    }

    [KubectlFact]
    public async Task A_kubectl_that_fails_or_cannot_be_run_is_told_in_its_own_words()
    {
        var failure = await Assert.ThrowsAsync<ApiException>(() => KubectlProxy.StartAsync(Program("echo 'error: unknown flag: --unix-socket' >&2; exit 1"), "dev", None));
        Assert.Equal((ApiErrorKind.Kubectl, "`kubectl proxy` fails: unknown flag: --unix-socket"), (failure.Kind, failure.Message));
        failure = await Assert.ThrowsAsync<ApiException>(() => KubectlProxy.StartAsync(Program("exit 1") with { Path = _folder.FullName }, "dev", None));
        Assert.Equal(ApiErrorKind.Kubectl, failure.Kind);
        Assert.Contains("ermission denied", failure.Message, StringComparison.Ordinal);
    }

    [KubectlFact]
    public async Task A_server_that_cannot_be_reached_is_told_with_its_address()
    {
        var failure = await Assert.ThrowsAsync<ApiException>(() => ApiClient.ConnectAsync("dev", Options(Kubeconfig("http://127.0.0.1:1", "{}")), None));
        Assert.Equal(ApiErrorKind.Unreachable, failure.Kind);
        Assert.Equal("cannot reach http://127.0.0.1:1 (context dev): dial tcp 127.0.0.1:1: connect: connection refused", failure.Message);
    }

    [KubectlFact]
    public async Task A_credential_plugin_that_is_missing_or_fails_is_told()
    {
        const string Exec = """{"exec":{"apiVersion":"client.authentication.k8s.io/v1","command":"COMMAND","interactiveMode":"Never"}}""";
        var failure = await Assert.ThrowsAsync<ApiException>(() => ApiClient.ConnectAsync(
            "dev", Options(Kubeconfig("https://127.0.0.1:1", Exec.Replace("COMMAND", "no-such-plugin", StringComparison.Ordinal))), None));
        Assert.Equal(ApiErrorKind.Unauthorized, failure.Kind);
        Assert.Equal("kubectl gets no credentials for https://127.0.0.1:1 (context dev): exec: executable no-such-plugin not found", failure.Message);
        failure = await Assert.ThrowsAsync<ApiException>(() => ApiClient.ConnectAsync(
            "dev", Options(Kubeconfig("https://127.0.0.1:1", Exec.Replace("COMMAND", Program("echo 'session expired' >&2; exit 7").Path, StringComparison.Ordinal))), None));
        Assert.EndsWith("failed with exit code 7 (session expired)", failure.Message, StringComparison.Ordinal);
    }

    [KubectlFact]
    public async Task A_server_that_refuses_the_credentials_or_the_request_is_told()
    {
        await using var api = await ConnectAsync();
        var maps = (await api.DiscoverAsync(None)).Find("v1", "ConfigMap")!;
        _server.Permissions.Forbid("get", "configmaps");
        var failure = await Assert.ThrowsAsync<ApiException>(() => api.GetAsync(maps, "default", "map", None));
        Assert.Equal(ApiErrorKind.Forbidden, failure.Kind);
        Assert.Contains("cannot get resource \"configmaps\"", failure.Message, StringComparison.Ordinal);
        _server.Faults.On().Answer(401, "Unauthorized", "Unauthorized");
        failure = await Assert.ThrowsAsync<ApiException>(() => api.GetAsync(maps, "default", "map", None));
        Assert.Equal(ApiErrorKind.Unauthorized, failure.Kind);
        Assert.Equal(
            $"{_server.Address.ToString().TrimEnd('/')} (context dev) does not accept the credentials of user deployer (401): they may have expired; log in anew and try `kubectl --context dev auth whoami`",
            failure.Message);
    }

    async Task<ApiClient> ConnectAsync() => await ApiClient.ConnectAsync("dev", Options(Kubeconfig(_server.Address.ToString().TrimEnd('/'), "{}")), None);

    ApiClientOptions Options(string kubeconfig) => new()
    {
        Kubeconfig = kubeconfig,
        Time = new LeapingClock(),
        Note = note =>
        {
            lock (_notes) _notes.Add(note);
            Interlocked.Exchange(ref _whenNoted, null)?.Invoke();
        },
    };

    string Kubeconfig(string server, string user, string ns = "")
    {
        var path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.json");
        File.WriteAllText(path, $$"""
            {
              "apiVersion": "v1", "kind": "Config", "current-context": "dev",
              "clusters": [ { "name": "cluster", "cluster": { "server": "{{server}}" } } ],
              "users": [ { "name": "deployer", "user": {{user}} } ],
              "contexts": [ { "name": "dev", "context": { "cluster": "cluster", "user": "deployer", "namespace": "{{ns}}" } } ]
            }
            """);
        return path;
    }

    KubectlProgram Program(string script)
    {
        var path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return new KubectlProgram(path, Kubeconfig: null);
    }

    static Dictionary<string, object?> Map(string name, string value) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new Dictionary<string, object?> { ["name"] = name },
        ["data"] = new Dictionary<string, object?> { ["a"] = value },
    };
}
