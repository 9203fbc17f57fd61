using System.Net.Sockets;
using System.Text.Json;

namespace NinjaBuild.Kubernetes.Client.Http;

/// <summary>Says what it means for a request that an exception came in place of an answer.</summary>
static class TransportFailure
{
    /// <summary>Whether an exception is one of these: a cancellation among them, which is a timeout unless somebody wished it.</summary>
    public static bool Is(Exception exception) =>
        exception is OperationCanceledException or HttpRequestException or IOException or SocketException or JsonException;

    /// <summary>The failure of the request.</summary>
    public static ApiException Of(Exception exception, TimeSpan timeout) => exception switch
    {
        OperationCanceledException => new ApiException(
            ApiErrorKind.TimedOut, 0, $"there was no answer within {timeout.TotalSeconds:0.###} s", exception),
        HttpRequestException { InnerException: ApiException inner } => inner,
        JsonException => new ApiException(ApiErrorKind.Server, 200, $"the answer is no proper JSON: {exception.Message}", exception),
        _ => new ApiException(ApiErrorKind.Unreachable, 0, $"the connection was dropped ({Innermost(exception)})", exception),
    };

    static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner) exception = inner;
        return exception.Message.TrimEnd('.');
    }
}
