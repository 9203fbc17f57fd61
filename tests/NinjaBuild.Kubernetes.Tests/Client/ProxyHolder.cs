using NinjaBuild.Kubernetes.Client;

namespace NinjaBuild.Kubernetes.Tests.Client;

/// <summary>A process that holds a proxy until it is killed: what a deployment is, as far as the proxy can tell.</summary>
static class ProxyHolder
{
    /// <summary>Starts a proxy, prints where its socket is, and waits.</summary>
    /// <param name="arguments">The kubeconfig and the context.</param>
    public static async Task Main(string[] arguments)
    {
        var proxy = await KubectlProxy.StartAsync(arguments[1], arguments[0], CancellationToken.None);
        Console.WriteLine(proxy.SocketPath);
        await Task.Delay(Timeout.Infinite);
    }
}
