using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text.Json;
using NinjaBuild.Kubernetes.Client.Json;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Client.Watching;

/// <summary>The events of a watch's answer: a line of JSON each.</summary>
sealed class WatchLines : IDisposable
{
    const int MaxLine = 16 * 1024 * 1024;

    readonly HttpResponseMessage _response;
    readonly StringPool _names;
    readonly bool _dropManagedFields;
    readonly CancellationTokenSource _limit;
    PipeReader? _reader;

    /// <summary>The events of an answer, which is disposed of with them.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="names">Keeps strings.</param>
    /// <param name="dropManagedFields">Whether managed fields are left out.</param>
    /// <param name="limit">How long it may go on: past that, the connection is dead and nobody said so.</param>
    public WatchLines(HttpResponseMessage response, StringPool names, bool dropManagedFields, TimeSpan limit)
    {
        _response = response;
        _names = names;
        _dropManagedFields = dropManagedFields;
        _limit = new CancellationTokenSource(limit);
    }

    /// <summary>The next event; null where the answer ended or broke off.</summary>
    public async ValueTask<(string Type, IReadOnlyDictionary<string, object?> Object)?> NextAsync(CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _limit.Token);
        try
        {
            _reader ??= PipeReader.Create(await _response.Content.ReadAsStreamAsync(either.Token));
            while (true)
            {
                var result = await _reader.ReadAsync(either.Token);
                var buffer = result.Buffer;
                if (buffer.PositionOf((byte)'\n') is { } end)
                {
                    var line = Parse(buffer.Slice(0, end));
                    _reader.AdvanceTo(buffer.GetPosition(1, end));
                    return line;
                }

                _reader.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted) return null;
                if (buffer.Length > MaxLine)
                    throw new ApiException(ApiErrorKind.TooLarge, 0, $"an event of a watch is larger than {MaxLine / (1024 * 1024)} MiB");
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or SocketException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader?.Complete();
        _response.Dispose();
        _limit.Dispose();
    }

    (string Type, IReadOnlyDictionary<string, object?> Object) Parse(ReadOnlySequence<byte> line)
    {
        try
        {
            var tree = JsonTree.Read(line.IsSingleSegment ? line.FirstSpan : line.ToArray(), _names, _dropManagedFields);
            return (tree.Text("type") ?? "", tree.Mapping("object"));
        }
        catch (JsonException e)
        {
            // The line is whole: it would be no better the next time.
            throw new ApiException(ApiErrorKind.Server, 200, $"an event of a watch is no proper JSON: {e.Message}", e);
        }
    }
}
