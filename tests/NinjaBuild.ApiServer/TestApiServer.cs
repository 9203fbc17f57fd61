using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NinjaBuild.ApiServer.Controllers;
using NinjaBuild.ApiServer.Faults;
using NinjaBuild.ApiServer.Requests;
using NinjaBuild.ApiServer.Watching;
using NinjaBuild.Kubernetes.Schema;

namespace NinjaBuild.ApiServer;

/// <summary>
/// A small API server in memory, on a free port of the loopback interface, that behaves like a real one as far as clients can tell, and goes
/// wrong where a test wants it to. Any number of them run side by side.
/// </summary>
public sealed class TestApiServer : IAsyncDisposable
{
    readonly Cluster _cluster;
    readonly RequestHandling _handling;
    readonly WatchRequests _watches;
    readonly TemporaryFolder _folder = new();
    CancellationTokenSource _endOfWatches = new();
    Func<Task>? _stop;
    int _port;

    TestApiServer(KubernetesVersion version, TimeProvider clock)
    {
        _cluster = new Cluster(KubernetesSchema.Nearest(version), clock);
        _watches = new WatchRequests(_cluster);
        var dispatch = new Dispatch(_cluster, Permissions, () => $"127.0.0.1:{_port}");
        _handling = new RequestHandling(_cluster, Faults, dispatch, _watches, () => Volatile.Read(ref _endOfWatches).Token);
        Objects = new ClusterObjects(_cluster);
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT</c>. It stays the same through restarts.</summary>
    public Uri Address => new($"http://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>What goes wrong.</summary>
    public FaultList Faults { get; } = new();

    /// <summary>What its user may not do.</summary>
    public Permissions Permissions { get; } = new();

    /// <summary>The requests so far, those too that faults struck.</summary>
    public IReadOnlyList<ApiRequest> Requests => _handling.Log;

    /// <summary>The objects, past all requests.</summary>
    public ClusterObjects Objects { get; }

    /// <summary>
    /// The controllers of the cluster, which start with the first look at this: without them nothing happens to objects but what requests do.
    /// </summary>
    public ClusterSimulation Simulation => _cluster.Simulation;

    /// <summary>Starts a server.</summary>
    /// <param name="version">The version it says it is; the newest that is known where null.</param>
    /// <param name="clock">What time it takes it to be; the machine's where null.</param>
    public static async Task<TestApiServer> StartAsync(KubernetesVersion? version = null, TimeProvider? clock = null)
    {
        var server = new TestApiServer(version ?? KubernetesSchema.Versions[^1], clock ?? TimeProvider.System);
        await server.ListenAsync();
        return server;
    }

    /// <summary>Writes a kubeconfig that leads here, into a folder that only this user may read and that goes with the server.</summary>
    /// <param name="contexts">The names of its contexts; none of them is the current one, unless there is only one.</param>
    /// <returns>The path of the file.</returns>
    public string WriteKubeconfig(params string[] contexts) => Kubeconfig.Write(_folder.Path, Address, contexts);

    /// <summary>Stops listening, at once and with all connections reset; the objects stay.</summary>
    public async Task StopListeningAsync()
    {
        if (Interlocked.Exchange(ref _stop, null) is not { } stop) return;
        DropWatches();
        await stop();
    }

    /// <summary>Listens again at the same address.</summary>
    public async Task ListenAsync()
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Listen(IPAddress.Loopback, _port);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var web = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        await web.StartAsync(_handling, CancellationToken.None);
        _port = new Uri(web.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        _stop = async () =>
        {
            await web.StopAsync(new CancellationToken(canceled: true));
            web.Dispose();
        };
    }

    /// <summary>Stops and listens again, also from within a request, whose connection is lost with all others.</summary>
    public async Task RestartAsync()
    {
        await StopListeningAsync();
        await ListenAsync();
    }

    /// <summary>Resets the connections of all watches.</summary>
    public void DropWatches() => Interlocked.Exchange(ref _endOfWatches, new CancellationTokenSource()).Cancel();

    /// <summary>Sends a bookmark to the watches that take them.</summary>
    public void SendBookmarks() => _watches.Bookmark();

    /// <summary>Forgets the history of changes: watches end with 410, as do pages and watches from any earlier version.</summary>
    public void Compact() => _cluster.Store.Compact();

    /// <summary>Forgets the requests so far.</summary>
    public void ForgetRequests() => _handling.Forget();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopListeningAsync();
        _endOfWatches.Dispose();
        _cluster.Dispose();
        _folder.Dispose();
    }
}
