using System.Net.Http.Headers;
using NinjaBuild.Kubernetes.Client.Json;

namespace NinjaBuild.Kubernetes.Client.Http;

/// <summary>
/// Sends requests to an API server: so many at a time, each again where that may help, none for longer than is allowed, and no answer
/// larger than expected.
/// </summary>
/// <param name="handler">Holds the connections.</param>
/// <param name="address">The scheme and host of requests.</param>
/// <param name="server">Whose server that is, for messages.</param>
/// <param name="options">How to behave.</param>
sealed class ApiChannel(SocketsHttpHandler handler, Uri address, ServerIdentity server, ApiClientOptions options) : IDisposable
{
    readonly HttpMessageInvoker _http = new(handler);
    readonly SemaphoreSlim _slots = new(options.Parallelism);
    readonly Notes _notes = new(options);
    readonly Outage _outage = new(options.Time);

    public ApiClientOptions Options => options;

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the answer, whose body is gone afterwards.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">It failed for good.</exception>
    public Task<T> SendAsync<T>(ApiRequest request, Func<ApiAnswer, T> read, CancellationToken cancellation)
    {
        return RetriedAsync(request, () => OnceAsync(request, ReadAsync, cancellation), cancellation);

        async Task<T> ReadAsync(HttpResponseMessage response, CancellationToken limit)
        {
            using (response)
            {
                using var body = await ResponseBody.ReadAsync(response.Content, request.MaxAnswer, limit);
                return read(new ApiAnswer((int)response.StatusCode, body.Memory, Warnings(response.Headers)));
            }
        }
    }

    /// <summary>Sends a request whose answer is a stream without end. It counts as a request until it begins.</summary>
    /// <inheritdoc cref="SendAsync{T}"/>
    public Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken cancellation) =>
        RetriedAsync(request, () => OnceAsync(request, (response, _) => Task.FromResult(response), cancellation), cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _slots.Dispose();
    }

    async Task<T> RetriedAsync<T>(ApiRequest request, Func<Task<T>> attempt, CancellationToken cancellation)
    {
        var retries = new Retries(options, _outage, request.OutageLimit ?? options.OutageLimit);
        while (true)
        {
            ApiException failure;
            try
            {
                var result = await attempt();
                _outage.End();
                return result;
            }
            catch (ApiException e)
            {
                failure = e;
                if (e.Kind == ApiErrorKind.Unreachable) _outage.Begin();
                else if (e.Status > 0) _outage.End();
            }

            if (!retries.Allow(failure))
            {
                failure = await server.ExplainAsync(failure);
                failure.Request = request.What;
                failure.MayBeDone = retries.MayBeDone;
                throw failure;
            }

            _notes.Say($"trying again: {failure.Message}");
            await Task.Delay(retries.NextDelay(failure), options.Time, cancellation);
        }
    }

    async Task<T> OnceAsync<T>(ApiRequest request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        using var slot = request.IsUrgent ? default : await SlotAsync(cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.RequestTimeout);
        try
        {
            using var message = Message(request);
            var response = await _http.SendAsync(message, limit.Token);
            if (response.IsSuccessStatusCode) return await read(response, limit.Token);
            using (response) throw await StatusReading.ReadAsync(response, request, limit.Token);
        }
        catch (Exception e) when (TransportFailure.Is(e))
        {
            cancellation.ThrowIfCancellationRequested();
            throw TransportFailure.Of(e, options.RequestTimeout);
        }
    }

    async Task<Slot> SlotAsync(CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation);
        return new Slot(_slots);
    }

    HttpRequestMessage Message(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(address, request.Target));
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.TryAddWithoutValidation("User-Agent", options.FieldManager);
        if (request.Body is not { } body) return message;
        message.Content = new ReadOnlyMemoryContent(Text(body));
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.ContentType);
        return message;
    }

    static List<string> Warnings(HttpResponseHeaders headers)
    {
        // 299 - "text"
        var result = new List<string>();
        foreach (var warning in headers.Warning) result.Add(QuotedText.Unescape(warning.Text.AsSpan().Trim('"')));
        return result;
    }

    readonly struct Slot(SemaphoreSlim? slots) : IDisposable
    {
        public void Dispose() => slots?.Release();
    }

    static ReadOnlyMemory<byte> Text(object body)
    {
        try
        {
            return JsonTree.Write(body);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new ApiException(ApiErrorKind.BadRequest, 0, $"it nests deeper than {JsonTree.MaxDepth} levels, or has a value that there is none of in JSON", e);
        }
    }
}
