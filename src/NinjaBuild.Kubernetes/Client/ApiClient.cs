using System.Runtime.CompilerServices;
using System.Text;
using NinjaBuild.Kubernetes.Client.Discovery;
using NinjaBuild.Kubernetes.Client.Http;
using NinjaBuild.Kubernetes.Client.Json;
using NinjaBuild.Kubernetes.Client.Kubectl;
using NinjaBuild.Kubernetes.Client.Watching;
using NinjaBuild.Kubernetes.Schema;
using NinjaBuild.Kubernetes.Trees;
using Tree = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace NinjaBuild.Kubernetes.Client;

/// <summary>
/// Speaks to the API server of a cluster by way of a <see cref="KubectlProxy"/>. Objects are plain values: mappings, lists, string, long,
/// double, bool, null. Requests that the server refuses for want of time, or that are dropped, are sent again; what fails for good is an
/// <see cref="ApiException"/>. It may be used by any number of threads.
/// </summary>
public sealed class ApiClient : IAsyncDisposable
{
    const string ApplyPatch = "application/apply-patch+yaml";

    // Who starts a deployment wants to know within seconds that there is no cluster.
    static readonly TimeSpan FirstContact = TimeSpan.FromSeconds(5);

    readonly ApiChannel _channel;
    readonly IAsyncDisposable? _owned;
    readonly StringPool _names = new();
    readonly SemaphoreSlim _discoveryGate = new(1);
    ApiDiscovery? _discovery;

    ApiClient(ApiChannel channel, IAsyncDisposable? owned)
    {
        _channel = channel;
        _owned = owned;
    }

    /// <summary>The version of the server.</summary>
    public ServerVersion Version { get; private set; } = new("", 0, 0);

    /// <summary>Starts a proxy, which this client owns, and sees whether the server answers.</summary>
    /// <param name="context">The context of the kubeconfig.</param>
    /// <param name="options">How to behave.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">There is no kubectl, or no such context, or the server does not answer.</exception>
    public static async Task<ApiClient> ConnectAsync(string context, ApiClientOptions options, CancellationToken cancellation)
    {
        var kubectl = KubectlProgram.Find(options.Kubeconfig);
        var proxy = await KubectlProxy.StartAsync(kubectl, context, cancellation);
        var connections = new ProxiedConnections(kubectl, context, proxy, options.Note);
        var handler = Handler();
        handler.ConnectCallback = (_, token) => connections.ConnectAsync(token);
        var fallback = $"the cluster of context {context}";
        var server = new ServerIdentity(() => FindContextAsync(kubectl, context), fallback, () => connections.LastError);
        var channel = new ApiChannel(handler, new Uri("http://localhost"), server, options);
        return await GreetAsync(new ApiClient(channel, connections), cancellation);
    }

    /// <summary>Speaks to a server that takes plain HTTP and asks for no credentials.</summary>
    internal static Task<ApiClient> ConnectAsync(Uri address, ApiClientOptions options, CancellationToken cancellation)
    {
        var server = new ServerIdentity(() => Task.FromResult<KubeContext?>(null), address.ToString().TrimEnd('/'), () => "");
        return GreetAsync(new ApiClient(new ApiChannel(Handler(), address, server, options), owned: null), cancellation);
    }

    /// <summary>What the server serves. It is asked once; see <see cref="RefreshAsync"/>.</summary>
    /// <exception cref="ApiException">It does not say.</exception>
    public async Task<ApiDiscovery> DiscoverAsync(CancellationToken cancellation)
    {
        if (_discovery is { } known) return known;
        await _discoveryGate.WaitAsync(cancellation);
        try
        {
            return _discovery ??= await new DiscoveryReading(_channel, _names).ReadAsync(cancellation);
        }
        finally
        {
            _discoveryGate.Release();
        }
    }

    /// <summary>Asks anew what the server serves: after CustomResourceDefinitions have come.</summary>
    /// <inheritdoc cref="DiscoverAsync"/>
    public Task<ApiDiscovery> RefreshAsync(CancellationToken cancellation)
    {
        _discovery = null;
        return DiscoverAsync(cancellation);
    }

    /// <summary>An object; null where it, its namespace, or its kind is not there.</summary>
    /// <param name="resource">Its kind.</param>
    /// <param name="ns">Its namespace; not looked at where the kind has none.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">The server refuses.</exception>
    public async Task<Tree?> GetAsync(ApiResource resource, string ns, string name, CancellationToken cancellation)
    {
        var target = RequestPath.Of(resource, ns, name);
        var request = new ApiRequest { Method = HttpMethod.Get, Target = target, What = What("get", resource, ns, name) };
        try
        {
            return await _channel.SendAsync(request, ReadObject, cancellation);
        }
        catch (ApiException e) when (e.Kind == ApiErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Applies an object on the server's side: its fields become this manager's, and others stay as they are.</summary>
    /// <param name="resource">Its kind.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="body">The fields that are wanted.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">The server refuses.</exception>
    public Task<ApplyResult> ApplyAsync(
        ApiResource resource, string ns, string name, Tree body, ApplyOptions options, CancellationToken cancellation)
    {
        var target = Target(RequestPath.Of(resource, ns, name), options, ("force", options.Force ? "true" : "false"));
        var what = What("apply", resource, ns, name, options.DryRun);
        var request = Write(HttpMethod.Patch, target, what, resource, body, options.IsOpen) with { ContentType = ApplyPatch };
        return _channel.SendAsync(request, Read, cancellation);

        ApplyResult Read(ApiAnswer answer) => new(ReadObject(answer, dropManagedFields: !options.KeepManagedFields), IsNew: answer.Status == 201) { Warnings = answer.Warnings };
    }

    /// <summary>Creates an object.</summary>
    /// <returns>The object as the server has it.</returns>
    /// <exception cref="ApiException">
    /// The server refuses: with <see cref="ApiErrorKind.AlreadyExists"/> where the name is taken, maybe by this request's first attempt
    /// (<see cref="ApiException.MayBeDone"/>).
    /// </exception>
    /// <inheritdoc cref="ApplyAsync"/>
    public Task<Tree> CreateAsync(ApiResource resource, string ns, Tree body, WriteOptions options, CancellationToken cancellation)
    {
        if (resource.IsNamespaced) RequestPath.Of(resource, ns, "any");
        var target = Target(RequestPath.OfAll(resource, ns), options);
        var what = What("create", resource, ns, body.Text("metadata", "name") ?? body.Text("metadata", "generateName") ?? "", options.DryRun);
        return _channel.SendAsync(Write(HttpMethod.Post, target, what, resource, body, options.IsOpen), ReadObject, cancellation);
    }

    /// <summary>Replaces an object; a <c>resourceVersion</c> in it makes sure that nobody changed it meanwhile.</summary>
    /// <returns>The object as the server has it.</returns>
    /// <inheritdoc cref="ApplyAsync"/>
    public Task<Tree> ReplaceAsync(
        ApiResource resource, string ns, string name, Tree body, WriteOptions options, CancellationToken cancellation)
    {
        var target = Target(RequestPath.Of(resource, ns, name), options);
        var what = What("replace", resource, ns, name, options.DryRun);
        return _channel.SendAsync(Write(HttpMethod.Put, target, what, resource, body, options.IsOpen) with { IsUrgent = options.IsUrgent }, ReadObject, cancellation);
    }

    /// <summary>Patches an object.</summary>
    /// <param name="resource">Its kind.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="type">The form of the patch.</param>
    /// <param name="body">The patch: a mapping, or a list of operations.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The object as the server has it.</returns>
    /// <exception cref="ApiException">The server refuses.</exception>
    public Task<Tree> PatchAsync(
        ApiResource resource, string ns, string name, PatchType type, object body, WriteOptions options, CancellationToken cancellation)
    {
        var target = Target(RequestPath.Of(resource, ns, name), options);
        var request = Write(HttpMethod.Patch, target, What("patch", resource, ns, name, options.DryRun), resource, body, options.IsOpen) with
        {
            ContentType = type == PatchType.Json ? "application/json-patch+json" : "application/merge-patch+json",
        };
        return _channel.SendAsync(request, ReadObject, cancellation);
    }

    /// <summary>Deletes an object, or begins to: finalizers may keep it for a while.</summary>
    /// <param name="resource">Its kind.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="options">How, and which object of that name.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="ApiException">The server refuses: with <see cref="ApiErrorKind.OtherObject"/> where another object bears the name.</exception>
    public async Task<bool> DeleteAsync(ApiResource resource, string ns, string name, DeleteOptions options, CancellationToken cancellation)
    {
        var what = What("delete", resource, ns, name, options.DryRun);
        var request = Write(HttpMethod.Delete, RequestPath.Of(resource, ns, name), what, resource, DeleteBody(options), isOpen: true);
        try
        {
            return await _channel.SendAsync(request, _ => true, cancellation);
        }
        catch (ApiException e) when (e.Kind == ApiErrorKind.NotFound)
        {
            // It may have been this request's first attempt that deleted it.
            return e.MayBeDone;
        }
    }

    /// <summary>The objects of a kind, read page by page. They bear their type, unlike in the server's lists.</summary>
    /// <param name="resource">The kind.</param>
    /// <param name="ns">The namespace; null for all.</param>
    /// <param name="options">Which.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">The server refuses.</exception>
    public async IAsyncEnumerable<Tree> ListAsync(
        ApiResource resource, string? ns, ListOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var told = new HashSet<(string?, string?)>();
        for (var token = ""; ;)
        {
            var page = await ListPage.TryReadAsync(_channel, _names, resource, ns, options, token, cancellation);
            foreach (var item in page?.Items ?? [])
            {
                if (told.Add((item.Text("metadata", "namespace"), item.Text("metadata", "name")))) yield return item;
            }

            // The server keeps the rest of a list for some minutes only: then all is read anew, at once, and what was told is not told again.
            if (page is null) options = options with { PageSize = 0 };
            else if (page.Continue.Length == 0) yield break;
            token = page?.Continue ?? "";
        }
    }

    /// <summary>The objects of a kind, and then what becomes of them, for as long as it is listened to.</summary>
    /// <inheritdoc cref="ListAsync"/>
    public IAsyncEnumerable<WatchEvent> WatchAsync(ApiResource resource, string? ns, ListOptions options, CancellationToken cancellation) =>
        new ResourceWatch(_channel, _names, resource, ns, options).RunAsync(cancellation);

    /// <summary>The last lines that a container wrote.</summary>
    /// <param name="ns">The pod's namespace.</param>
    /// <param name="pod">The pod's name.</param>
    /// <param name="options">Which lines of which container.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">The server refuses; a container that has not started yet is a <see cref="ApiErrorKind.BadRequest"/>.</exception>
    public Task<string> ReadLogAsync(string ns, string pod, LogOptions options, CancellationToken cancellation)
    {
        var pods = new ApiResource("", "v1", "Pod", "pods", IsNamespaced: true, new HashSet<string>());
        var target = RequestPath.With(
            $"{RequestPath.Of(pods, ns, pod)}/log",
            ("container", options.Container),
            ("previous", options.Previous ? "true" : null),
            ("tailLines", $"{options.TailLines}"),
            ("limitBytes", $"{options.LimitBytes}"));
        var request = new ApiRequest { Method = HttpMethod.Get, Target = target, What = What("read log of", pods, ns, pod), Accept = "*/*" };
        return _channel.SendAsync(request, answer => Encoding.UTF8.GetString(answer.Body.Span), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        _discoveryGate.Dispose();
        if (_owned is not null) await _owned.DisposeAsync();
    }

    static SocketsHttpHandler Handler() => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
    };

    static async Task<ApiClient> GreetAsync(ApiClient client, CancellationToken cancellation)
    {
        try
        {
            var request = new ApiRequest { Method = HttpMethod.Get, Target = "/version", What = "get /version", OutageLimit = FirstContact };
            var tree = await client._channel.SendAsync(request, answer => JsonTree.Read(answer.Body.Span, client._names), cancellation);
            var text = tree.Text("gitVersion") ?? "";
            if (!KubernetesVersion.TryParse(text, out var version))
            {
                throw new ApiException(
                    ApiErrorKind.Server, 200, $"the server says that its version is \"{text}\": it seems to be no Kubernetes API server");
            }

            client.Version = new ServerVersion(text, version.Major, version.Minor);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    static async Task<KubeContext?> FindContextAsync(KubectlProgram kubectl, string context)
    {
        try
        {
            return (await KubeConfig.ReadAsync(kubectl, CancellationToken.None)).Contexts.FirstOrDefault(one => one.Name == context);
        }
        catch (ApiException)
        {
            return null;
        }
    }

    Tree ReadObject(ApiAnswer answer) => ReadObject(answer, dropManagedFields: false);

    Tree ReadObject(ApiAnswer answer, bool dropManagedFields) => JsonTree.Read(answer.Body.Span, _names, dropManagedFields) as Tree
        ?? throw new ApiException(ApiErrorKind.Server, answer.Status, "the answer is no object");

    static ApiRequest Write(HttpMethod method, string target, string what, ApiResource resource, object body, bool isOpen) => new()
    {
        Method = method,
        Target = target,
        What = what,
        Body = body,
        Secret = !isOpen && resource is { Group: "", Plural: "secrets" } ? body : null,
    };

    string Target(string path, WriteOptions options, params ReadOnlySpan<(string Name, string? Value)> more) => RequestPath.With(
        path, [("fieldManager", options.FieldManager ?? _channel.Options.FieldManager), ("dryRun", options.DryRun ? "All" : null), .. more]);

    static Dictionary<string, object?> DeleteBody(DeleteOptions options)
    {
        var body = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["kind"] = "DeleteOptions",
            ["apiVersion"] = "v1",
            ["propagationPolicy"] = options.Propagation.ToString(),
        };
        if (options.DryRun) body["dryRun"] = new List<object?> { "All" };
        if (options.GracePeriodSeconds is { } seconds) body["gracePeriodSeconds"] = (long)seconds;
        var preconditions = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (options.Uid is not null) preconditions["uid"] = options.Uid;
        if (options.ResourceVersion is not null) preconditions["resourceVersion"] = options.ResourceVersion;
        if (preconditions.Count > 0) body["preconditions"] = preconditions;
        return body;
    }

    static string What(string verb, ApiResource resource, string ns, string name, bool isDryRun = false)
    {
        var where = resource.IsNamespaced ? $" in {ns}" : "";
        return $"{verb} {resource}/{name}{where}{(isDryRun ? " (dry run)" : "")}";
    }
}
