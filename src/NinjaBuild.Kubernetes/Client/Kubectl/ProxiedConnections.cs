using System.Net.Sockets;

namespace NinjaBuild.Kubernetes.Client.Kubectl;

/// <summary>Connections to a proxy, which is started anew should it have ended.</summary>
sealed class ProxiedConnections(KubectlProgram kubectl, string context, KubectlProxy first, Action<string>? note) : IAsyncDisposable
{
    readonly SemaphoreSlim _gate = new(1);
    static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(1);

    KubectlProxy _proxy = first;
    bool _isDisposed;

    /// <summary>What kubectl, or its credential plugin, complained of last; empty where neither did.</summary>
    public string LastError => _proxy.LastError;

    /// <summary>A new connection.</summary>
    /// <exception cref="ApiException">The proxy ended and cannot be started again.</exception>
    /// <exception cref="SocketException">The proxy takes no connection.</exception>
    public async ValueTask<Stream> ConnectAsync(CancellationToken cancellation)
    {
        var proxy = await ProxyAsync(cancellation);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(proxy.SocketPath), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e)
        {
            socket.Dispose();

            // Nobody listens: kubectl is about to be seen as ended, and the next attempt finds another one.
            if (e is SocketException) await Task.WhenAny(proxy.Ended, Task.Delay(EndLimit, cancellation));
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        try
        {
            _isDisposed = true;
            await _proxy.DisposeAsync();
        }
        finally
        {
            _gate.Release();
        }

        _gate.Dispose();
    }

    async Task<KubectlProxy> ProxyAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_proxy.Ended.IsCompleted) return _proxy;
            note?.Invoke("`kubectl proxy` has ended, and is started again");
            var next = await KubectlProxy.StartAsync(kubectl, context, cancellation);
            await _proxy.DisposeAsync();
            return _proxy = next;
        }
        finally
        {
            _gate.Release();
        }
    }
}
