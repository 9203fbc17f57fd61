using System.Diagnostics;
using NinjaBuild.Kubernetes.Client.Kubectl;

namespace NinjaBuild.Kubernetes.Client;

/// <summary>
/// A <c>kubectl proxy</c> on a socket in a folder that only this user may enter. It knows how to speak to the cluster: addresses, TLS,
/// credentials and their plugins remain kubectl's concern. It ends with this process, even if that is killed, and its folder with it.
/// </summary>
public sealed class KubectlProxy : IAsyncDisposable
{
    const string SocketName = "api.sock";

    // The shell outlives everything but its pipe: its input ends when this process does, however that ends. What is to be removed then it
    // makes itself. Signals of the terminal are for this process to handle, which may need the proxy to undo its work. kubectl holds the
    // only open ends of output and errors, so they end with it.
    const string Keeper = """
        trap '' HUP INT QUIT TERM
        umask 077
        folder=
        while [ "$1" != -- ]; do
          if [ -z "$folder" ] && mkdir "$1"; then folder=$1; fi
          shift
        done
        [ -n "$folder" ] || exit 1
        shift
        echo "$folder"
        "$@" --unix-socket="$folder/api.sock" </dev/null &
        proxy=$!
        exec >/dev/null 2>&1
        while read -r line; do :; done
        kill -9 $proxy
        wait
        rm -rf -- "$folder"
        """;

    // What kills a whole process group would take the keeper along, and nobody would be left to tidy up. Where there is no setsid (macOS has
    // none), a folder with a dead socket is left then.
    const string Apart = """
        if command -v setsid >/dev/null; then exec setsid /bin/sh -c "$0" "$@"; fi
        exec /bin/sh -c "$0" "$@"
        """;

    // kubectl's own pattern for exec and attach, which nobody is to reach through here, also meets objects of a namespace called "pods".
    const string Rejected = "^/api/v1/namespaces/[^/]+/pods/[^/]+/(exec|attach)";

    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    readonly Process _keeper;
    readonly LastLines _errors = new();
    readonly Task _saidAll;
    string _folder = "";
    int _isDisposed;

    KubectlProxy(Process keeper)
    {
        _keeper = keeper;
        _saidAll = ListenAsync();
    }

    /// <summary>The socket it listens on.</summary>
    public string SocketPath => Path.Combine(_folder, SocketName);

    /// <summary>Ends with kubectl.</summary>
    internal Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>What kubectl, or its credential plugin, complained of last.</summary>
    internal string LastError => _errors.Text;

    /// <summary>Starts a proxy and waits until it listens. Whether the server can be reached shows with the first request.</summary>
    /// <param name="context">The context of the kubeconfig.</param>
    /// <param name="kubeconfig">The kubeconfig; null for kubectl's own choice.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">There is no kubectl, or no such context, or kubectl fails.</exception>
    public static Task<KubectlProxy> StartAsync(string context, string? kubeconfig, CancellationToken cancellation) =>
        StartAsync(KubectlProgram.Find(kubeconfig), context, cancellation);

    /// <inheritdoc cref="StartAsync(string, string?, CancellationToken)"/>
    public static Task<KubectlProxy> StartAsync(string context, CancellationToken cancellation) => StartAsync(context, kubeconfig: null, cancellation);

    internal static async Task<KubectlProxy> StartAsync(KubectlProgram kubectl, string context, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
            throw new ApiException(ApiErrorKind.Kubectl, 0, "Windows is not supported, since there is no private socket for `kubectl proxy`: use WSL");
        var command = kubectl.Arguments(["--context", context, "proxy", $"--reject-paths={Rejected}"]);
        string[] arguments = ["-c", Apart, Keeper, "kubectl-proxy", .. SocketFolder.Candidates(SocketName), "--", kubectl.Path, .. command];
        var proxy = new KubectlProxy(KubectlProgram.Start(new ProcessStartInfo("/bin/sh", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }));
        try
        {
            if (await proxy.ListensAsync().WaitAsync(StartLimit, cancellation)) return proxy;
            await Task.WhenAny(proxy._saidAll, Task.Delay(EndLimit, cancellation));
            throw await FailureAsync(kubectl, context, proxy.LastError, cancellation);
        }
        catch (Exception e)
        {
            await proxy.DisposeAsync();
            if (e is not TimeoutException) throw;
            throw new ApiException(ApiErrorKind.Kubectl, 0, $"`kubectl proxy` does not start within {StartLimit.TotalSeconds} s", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1) return;
        _keeper.StandardInput.Close();
        using var limit = new CancellationTokenSource(EndLimit);
        try
        {
            await _keeper.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _keeper.Kill(entireProcessTree: true);
            if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        }

        _keeper.Dispose();
    }

    // The shell says where the folder is, and then kubectl that it listens.
    async Task<bool> ListensAsync()
    {
        _folder = await _keeper.StandardOutput.ReadLineAsync() ?? "";
        if (await _keeper.StandardOutput.ReadLineAsync() is null) return false;
        Ended = EndAsync();
        return true;
    }

    // A process that a credential plugin left behind may hold the errors open, but not the output.
    async Task EndAsync()
    {
        while (await _keeper.StandardOutput.ReadLineAsync() is not null)
        {
            // It has nothing more to say.
        }
    }

    async Task ListenAsync()
    {
        while (await _keeper.StandardError.ReadLineAsync() is { } line) _errors.Add(line);
    }

    static async Task<ApiException> FailureAsync(KubectlProgram kubectl, string context, string error, CancellationToken cancellation)
    {
        if (!error.Contains("does not exist", StringComparison.Ordinal))
            return new ApiException(ApiErrorKind.Kubectl, 0, $"`kubectl proxy` fails: {(error.Length > 0 ? error : "it says nothing")}");
        var config = await KubeConfig.ReadAsync(kubectl, cancellation);
        var known = config.Contexts.Select(one => one.Name).Order(StringComparer.Ordinal).ToList();
        var there = known.Count == 0 ? "it has none (is KUBECONFIG set?)" : $"it has {string.Join(", ", known)}";
        return new ApiException(ApiErrorKind.Context, 0, $"the kubeconfig has no context \"{context}\": {there}");
    }
}
