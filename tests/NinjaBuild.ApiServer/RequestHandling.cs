using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NinjaBuild.ApiServer.Faults;
using NinjaBuild.ApiServer.Requests;
using NinjaBuild.ApiServer.Watching;

namespace NinjaBuild.ApiServer;

/// <summary>Takes requests from the web server: notes them, lets faults strike, answers.</summary>
sealed class RequestHandling(Cluster cluster, FaultList faults, Dispatch dispatch, WatchRequests watches, Func<CancellationToken> endOfWatches)
    : IHttpApplication<HttpContext>
{
    readonly Lock _gate = new();
    readonly List<ApiRequest> _log = [];
    int _numbers;

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<ApiRequest> Log
    {
        get
        {
            lock (_gate) return [.. _log];
        }
    }

    public void Forget()
    {
        lock (_gate) _log.Clear();
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var request = await RequestReading.ReadAsync(context, Interlocked.Increment(ref _numbers), cluster.Catalog);
        lock (_gate) _log.Add(request);
        var effects = faults.Strike(request);
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case FaultEffect.Run run: await run.Action(request); break;
                case FaultEffect.HoldBefore hold: await hold.Gate.WaitAsync(context.RequestAborted); break;
                case FaultEffect.Refuse refuse:
                    await WriteAsync(context, request, Answer.Of(refuse.Failure), effects);
                    return;
                case FaultEffect.ResetBefore:
                    Reset(context);
                    return;
            }
        }

        if (request.Verb == "watch") await WatchAsync(context, request, effects);
        else await WriteAsync(context, request, dispatch.Answer(request), effects);
    }

    async Task WatchAsync(HttpContext context, ApiRequest request, List<FaultEffect> effects)
    {
        int maxEvents = effects.OfType<FaultEffect.DropWatch>().FirstOrDefault()?.Events ?? int.MaxValue;
        try
        {
            var resource = dispatch.Permitted(request);
            var end = endOfWatches();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, end);
            await watches.RunAsync(context, request, resource, maxEvents, either.Token);
            if (maxEvents != int.MaxValue || end.IsCancellationRequested) Reset(context);
        }
        catch (StatusFailure failure)
        {
            await WriteAsync(context, request, Answer.Of(failure), effects);
        }
    }

    static async Task WriteAsync(HttpContext context, ApiRequest request, Answer answer, List<FaultEffect> effects)
    {
        foreach (var effect in effects)
        {
            if (effect is FaultEffect.HoldAnswer hold) await hold.Gate.WaitAsync(context.RequestAborted);
            if (effect is not FaultEffect.ResetAfter) continue;
            Reset(context);
            return;
        }

        request.StatusCode = answer.StatusCode;
        var response = context.Response;
        response.StatusCode = answer.StatusCode;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        if (answer.RetryAfterSeconds is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        foreach (var warning in answer.Warnings)
            response.Headers.Append("Warning", $"299 - \"{warning.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        if (effects.OfType<FaultEffect.Truncate>().FirstOrDefault() is { } truncate)
        {
            // The web server closes the connection when less comes than was announced.
            await response.Body.WriteAsync(answer.Body.AsMemory(0, Math.Min(truncate.Bytes, answer.Body.Length)), context.RequestAborted);
            return;
        }

        if (effects.Exists(effect => effect is FaultEffect.Slow)) await TrickleAsync(context, answer.Body);
        else if (context.Request.Method != "HEAD") await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    static async Task TrickleAsync(HttpContext context, byte[] body)
    {
        for (int i = 0; i < body.Length; i++)
        {
            await context.Response.Body.WriteAsync(body.AsMemory(i, 1), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Yield();
        }
    }

    // Lingering for no time makes the socket send a reset instead of an orderly end.
    static void Reset(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>() is { } feature) feature.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        context.Abort();
    }
}
