using System.Diagnostics;
using System.Net.Sockets;
using NinjaBuild.ApiServer.Controllers;

namespace NinjaBuild.ApiServer.Tests;

/// <summary>The real kubectl against the server.</summary>
public sealed class KubectlTests
{
    const string Web = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          replicas: 2
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [ { name: web, image: "web:1" } ] }
        """;

    [KubectlFact]
    public async Task It_applies_gets_and_deletes()
    {
        await using var server = await TestApiServer.StartAsync();
        await Expect(server, "deployment.apps/web serverside-applied (server dry run)\n", Web, "apply", "--server-side", "--dry-run=server", "-f", "-");
        await Expect(server, "deployment.apps/web serverside-applied\n", Web, "apply", "--server-side", "-f", "-");
        await Expect(server, "deployment.apps/web\n", "", "get", "deploy", "-o", "name");
        await Expect(server, "deployment.apps \"web\" deleted\n", "", "delete", "deployment", "web");
        await Expect(server, "No resources found in default namespace.\n", "", "get", "deploy");
    }

    [KubectlFact]
    public async Task It_applies_on_the_client_s_side_too()
    {
        await using var server = await TestApiServer.StartAsync();
        await Expect(server, "deployment.apps/web created\n", Web, "apply", "-f", "-");
        await Expect(server, "deployment.apps/web unchanged\n", Web, "apply", "-f", "-");
        await Expect(server, "deployment.apps/web configured\n", Web.Replace("web:1", "web:2", StringComparison.Ordinal), "apply", "-f", "-");
        await Expect(server, "web:2", "", "get", "deploy", "web", "-o", "jsonpath={.spec.template.spec.containers[0].image}");
    }

    [KubectlFact]
    public async Task It_reports_conflicts_and_unknown_fields()
    {
        await using var server = await TestApiServer.StartAsync();
        await Expect(server, "deployment.apps/web serverside-applied\n", Web, "apply", "--server-side", "--field-manager=one", "-f", "-");
        var (exitCode, output) = await Kubectl.RunAsync(server, Web.Replace("web:1", "web:2", StringComparison.Ordinal), "apply", "--server-side", "-f", "-");
        Assert.Equal(1, exitCode);
        Assert.StartsWith(
            "error: Apply failed with 1 conflict: conflict with \"one\": .spec.template.spec.containers[name=\"web\"].image\n", output, StringComparison.Ordinal);
        (exitCode, output) = await Kubectl.RunAsync(server, Web.Replace("replicas: 2", "replicaz: 2", StringComparison.Ordinal), "create", "-f", "-");
        Assert.Equal(1, exitCode);
        Assert.Contains("strict decoding error: unknown field \"spec.replicaz\"", output, StringComparison.Ordinal);
    }

    [KubectlFact]
    public async Task It_waits_for_rollouts_and_conditions_and_reads_logs()
    {
        await using var server = await TestApiServer.StartAsync();
        server.Simulation.SetImage("web:1", PodBehavior.Hangs("waiting for the database"));
        await Expect(server, "deployment.apps/web serverside-applied\n", Web, "apply", "--server-side", "-f", "-");
        await Expect(server, "waiting for the database\nwaiting for the database\n", "", "logs", "-l", "app=web");
        var waiting = Kubectl.RunAsync(server, "", "wait", "--for=condition=Available", "deployment/web", "--timeout=30s");
        server.Simulation.SetImage("web:1", PodBehavior.Ready);
        Assert.Equal((0, "deployment.apps/web condition met\n"), await waiting);
        await Expect(server, "deployment \"web\" successfully rolled out\n", "", "rollout", "status", "deployment/web", "--timeout=30s");
    }

    [KubectlFact]
    public async Task It_asks_for_permissions_creates_namespaces_and_lists_resources()
    {
        await using var server = await TestApiServer.StartAsync();
        server.Permissions.Forbid("create", "secrets");
        await Expect(server, "yes\n", "", "auth", "can-i", "create", "deployments.apps");
        Assert.Equal((1, "no\n"), await Kubectl.RunAsync(server, "", "auth", "can-i", "create", "secrets"));
        await Expect(server, "namespace/shop created\n", "", "create", "namespace", "shop");
        await Expect(server, "namespace \"shop\" deleted\n", "", "delete", "namespace", "shop");
        await Expect(
            server, "controllerrevisions.apps\ndaemonsets.apps\ndeployments.apps\nreplicasets.apps\nstatefulsets.apps\n", "", "api-resources", "--api-group=apps", "-o", "name");
    }

    [KubectlFact]
    public async Task It_is_a_proxy_on_a_socket()
    {
        await using var server = await TestApiServer.StartAsync();
        var kubeconfig = server.WriteKubeconfig("test");
        var socket = Path.Combine(Path.GetDirectoryName(kubeconfig)!, "s");
        var start = new ProcessStartInfo(SearchPath.Find("kubectl")!, ["--kubeconfig", kubeconfig, "proxy", "--unix-socket", socket]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var proxy = Process.Start(start)!;
        try
        {
            Assert.StartsWith("Starting to serve on", await proxy.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
            using var http = new HttpClient(new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancellation) =>
                {
                    var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellation);
                    return new NetworkStream(connection, ownsSocket: true);
                },
            });
            Assert.Contains("\"kube-system\"", await http.GetStringAsync(new Uri("http://localhost/api/v1/namespaces")), StringComparison.Ordinal);
        }
        finally
        {
            proxy.Kill();
            await proxy.WaitForExitAsync();
        }
    }

    static async Task Expect(TestApiServer server, string output, string input, params string[] arguments) =>
        Assert.Equal((0, output), await Kubectl.RunAsync(server, input, arguments));
}
