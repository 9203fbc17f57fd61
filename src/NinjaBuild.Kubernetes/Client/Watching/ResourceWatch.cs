using System.Runtime.CompilerServices;
using NinjaBuild.Kubernetes.Client.Http;
using NinjaBuild.Kubernetes.Client.Json;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Client.Watching;

/// <summary>
/// Lists objects and then follows what changes, through dropped connections and restarts of the server; where the server no longer knows
/// the version that was seen last, the list starts anew.
/// </summary>
sealed class ResourceWatch(ApiChannel channel, StringPool names, ApiResource resource, string? ns, ListOptions options)
{
    // Servers end watches after half an hour to an hour by themselves; one that ends sooner notices sooner that its connection is dead.
    static readonly TimeSpan Duration = TimeSpan.FromMinutes(5);
    static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(5);
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    readonly TimeProvider _time = channel.Options.Time;
    string _version = "";
    int _idleRounds;

    string What => ns is null ? $"watch {resource}" : $"watch {resource} in {ns}";

    public async IAsyncEnumerable<WatchEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            yield return new WatchEvent(WatchEventKind.Reset, Object: null);
            var page = await PageAsync("", cancellation);
            while (page is not null)
            {
                foreach (var item in page.Items) yield return new WatchEvent(WatchEventKind.Changed, item);
                _version = page.ResourceVersion;
                if (page.Continue.Length == 0) break;
                page = await PageAsync(page.Continue, cancellation);
            }

            if (page is not null)
            {
                yield return new WatchEvent(WatchEventKind.Synced, Object: null);
                await foreach (var change in FollowAsync(cancellation)) yield return change;
            }

            channel.Options.Note?.Invoke($"{What}: the list starts anew, since the server no longer has the changes since the last one");
            await PauseAsync(cancellation);
        }
    }

    Task<ListPage?> PageAsync(string token, CancellationToken cancellation) =>
        ListPage.TryReadAsync(channel, names, resource, ns, options, token, cancellation);

    /// <summary>The changes since the last version, until the server no longer knows it.</summary>
    async IAsyncEnumerable<WatchEvent> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            long start = _time.GetTimestamp();
            using var lines = await OpenAsync(cancellation);
            if (lines is null) yield break;
            while (await lines.NextAsync(cancellation) is var (type, tree))
            {
                if (type == "ERROR")
                {
                    if (IsExpired(tree)) yield break;
                    break;
                }

                _version = tree.Text("metadata", "resourceVersion") ?? _version;
                if (type == "BOOKMARK") continue;
                _idleRounds = 0;
                yield return new WatchEvent(type == "DELETED" ? WatchEventKind.Deleted : WatchEventKind.Changed, tree);
            }

            // A server that ends watches as soon as they begin is not to be asked without a pause.
            if (_time.GetElapsedTime(start) > ShortLife) _idleRounds = 0;
            else await PauseAsync(cancellation);
        }
    }

    async Task<WatchLines?> OpenAsync(CancellationToken cancellation)
    {
        var request = new ApiRequest
        {
            Method = HttpMethod.Get,
            Target = RequestPath.With(
                RequestPath.OfAll(resource, ns),
                ("watch", "true"),
                ("allowWatchBookmarks", "true"),
                ("resourceVersion", _version),
                ("timeoutSeconds", $"{(int)Duration.TotalSeconds}"),
                ("labelSelector", options.Labels),
                ("fieldSelector", options.Fields)),
            What = What,
        };
        try
        {
            var response = await channel.OpenAsync(request, cancellation);
            return new WatchLines(response, names, !options.KeepManagedFields, Duration + channel.Options.RequestTimeout);
        }
        catch (ApiException e) when (e.Kind == ApiErrorKind.Gone)
        {
            return null;
        }
    }

    /// <summary>Whether an error says that the version is too old; others are a reason to ask again, or to give up.</summary>
    /// <exception cref="ApiException">It will not pass.</exception>
    bool IsExpired(IReadOnlyDictionary<string, object?> status)
    {
        int code = (int)(status.Number("code") ?? 500);
        if (code is 410 or 429 or >= 500) return code == 410;
        var failure = StatusReading.OfStatus(status, code, new ApiRequest { Method = HttpMethod.Get, Target = "", What = What });
        failure.Request = What;
        throw failure;
    }

    async Task PauseAsync(CancellationToken cancellation)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(_idleRounds++, 10));
        if (pause > LongestPause) pause = LongestPause;
        await Task.Delay(pause * (0.5 + (0.5 * Random.Shared.NextDouble())), _time, cancellation);
    }
}
