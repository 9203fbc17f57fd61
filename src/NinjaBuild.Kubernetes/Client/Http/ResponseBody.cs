using System.Buffers;

namespace NinjaBuild.Kubernetes.Client.Http;

/// <summary>The body of an answer, in memory that goes back to a pool.</summary>
sealed class ResponseBody : IDisposable
{
    byte[] _buffer;
    int _length;

    ResponseBody(int size) => _buffer = ArrayPool<byte>.Shared.Rent(size);

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="ApiException">It is larger than is allowed.</exception>
    public static async Task<ResponseBody> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > maxBytes) throw TooLarge(maxBytes);
        var body = new ResponseBody((int)(content.Headers.ContentLength ?? 16 * 1024) + 1);
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellation);
            int count;
            while ((count = await stream.ReadAsync(body._buffer.AsMemory(body._length), cancellation)) > 0)
            {
                body._length += count;
                if (body._length > maxBytes) throw TooLarge(maxBytes);
                if (body._length == body._buffer.Length) body.Grow();
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    static ApiException TooLarge(int maxBytes) =>
        new(ApiErrorKind.TooLarge, 0, $"the answer is larger than {maxBytes / (1024 * 1024)} MiB, which is more than this is expected to have");
}
