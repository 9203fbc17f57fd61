using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NinjaBuild.Kubernetes.Tests.Client;

/// <summary>A server that answers what a test says, byte by byte: what lies between a client and an API server, or gets in between.</summary>
sealed class ScriptedServer : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _end = new();
    readonly Func<string, string> _answer;
    readonly Task _serving;
    int _requests;

    /// <summary>Starts it.</summary>
    /// <param name="answer">The answer to a request's head, which its connection ends with; see <see cref="Answer"/>.</param>
    public ScriptedServer(Func<string, string> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int Requests => Volatile.Read(ref _requests);

    public static string Version => Answer(200, "application/json", """{"major":"1","minor":"32","gitVersion":"v1.32.4"}""");

    public static string Answer(int status, string type, string body, string headers = "") =>
        $"HTTP/1.1 {status} Something\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}Connection: close\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    async Task AnswerAsync(TcpClient connection)
    {
        using var owned = connection;
        try
        {
            var stream = connection.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
            var head = new StringBuilder();
            int body = 0;
            while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } line)
            {
                head.AppendLine(line);
                if (line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase)) body = int.Parse(line["Content-Length: ".Length..], CultureInfo.InvariantCulture);
            }

            if (head.Length == 0) return;
            if (body > 0) await reader.ReadBlockAsync(new char[body], _end.Token);
            Interlocked.Increment(ref _requests);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(_answer(head.ToString())), _end.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has gone.
        }
    }
}
