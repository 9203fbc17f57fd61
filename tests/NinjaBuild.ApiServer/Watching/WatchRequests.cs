using System.Globalization;
using Microsoft.AspNetCore.Http;
using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Requests;

namespace NinjaBuild.ApiServer.Watching;

/// <summary>Answers watches: a line of JSON for each change.</summary>
sealed class WatchRequests(Cluster cluster)
{
    int _bookmarks;

    /// <summary>Sends a bookmark to every watch that takes them.</summary>
    public void Bookmark()
    {
        Interlocked.Increment(ref _bookmarks);
        cluster.Store.Signal();
    }

    /// <summary>Writes events until the client goes, the time that it asked for is over, or <paramref name="end"/> is cancelled.</summary>
    /// <param name="context">The request.</param>
    /// <param name="request">What it asks for.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="maxEvents">How many events come before the watch is cut off in place of the next.</param>
    /// <param name="end">Ends it.</param>
    public async Task RunAsync(HttpContext context, ApiRequest request, ApiResource resource, int maxEvents, CancellationToken end)
    {
        var watch = new Watch(cluster.Store, request, resource);
        var response = context.Response;
        response.ContentType = "application/json";
        request.StatusCode = 200;
        using var deadline = Deadline(request, end);
        int bookmarks = Volatile.Read(ref _bookmarks);
        try
        {
            await response.StartAsync(deadline.Token);
            while (!watch.IsOver)
            {
                var (lines, next) = watch.Next(maxEvents);
                if (watch.TakesBookmarks && bookmarks != Volatile.Read(ref _bookmarks))
                {
                    bookmarks = Volatile.Read(ref _bookmarks);
                    lines.Add(watch.Bookmark());
                }

                foreach (var line in lines) await response.Body.WriteAsync(line, deadline.Token);
                await response.Body.FlushAsync(deadline.Token);
                if (watch.IsCut) return;
                if (!watch.IsOver) await next.WaitAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The usual end of a watch.
        }
    }

    CancellationTokenSource Deadline(ApiRequest request, CancellationToken end)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(end);
        if (!int.TryParse(request.Query.GetValueOrDefault("timeoutSeconds"), CultureInfo.InvariantCulture, out int seconds) || seconds <= 0) return source;
        var timer = cluster.Clock.CreateTimer(_ => source.Cancel(), state: null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        source.Token.Register(timer.Dispose);
        return source;
    }
}
