namespace NinjaBuild.ApiServer.Tests;

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
    public async Task Kubectl_applies_gets_and_deletes()
    {
        await using var server = await TestApiServer.StartAsync();
        Expect((0, "deployment.apps/web serverside-applied\n"), await Kubectl.RunAsync(server, Web, "apply", "--server-side", "-f", "-"));
        Expect((0, "deployment.apps/web serverside-applied\n"), await Kubectl.RunAsync(server, Web, "apply", "--server-side", "-f", "-"));
        Expect((0, "deployment.apps/web"), await Kubectl.RunAsync(server, "", "get", "deploy", "-o", "name"), isExact: false);
        Expect((0, "deployment.apps \"web\" deleted"), await Kubectl.RunAsync(server, "", "delete", "deployment", "web"), isExact: false);
        Expect((0, "No resources found"), await Kubectl.RunAsync(server, "", "get", "deploy"), isExact: false);
    }

    static void Expect((int ExitCode, string Output) wanted, (int ExitCode, string Output) got, bool isExact = true)
    {
        Assert.True(wanted.ExitCode == got.ExitCode, $"exit code {got.ExitCode}: {got.Output}");
        if (isExact) Assert.Equal(wanted.Output, got.Output);
        else Assert.Contains(wanted.Output, got.Output, StringComparison.Ordinal);
    }
}
