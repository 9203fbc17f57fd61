namespace NinjaBuild.Kubernetes.Client.Http;

/// <summary>Whose server it is that requests go to, as far as messages have to say it.</summary>
/// <param name="find">Finds the context, which is worth the time only when something failed; null where it cannot be found.</param>
/// <param name="fallback">The server's address where there is no context.</param>
/// <param name="complaint">What kubectl complained of last; empty for nothing.</param>
sealed class ServerIdentity(Func<Task<KubeContext?>> find, string fallback, Func<string> complaint)
{
    readonly Lazy<Task<KubeContext?>> _context = new(find);

    /// <summary>A failure with a message that names the server, where it is the server as such that failed.</summary>
    public async Task<ApiException> ExplainAsync(ApiException failure)
    {
        if (failure.Kind is not (ApiErrorKind.Unreachable or ApiErrorKind.TimedOut or ApiErrorKind.Unauthorized)) return failure;
        var context = await _context.Value;
        var address = context?.Server ?? fallback;
        var where = context is null ? address : $"{address} (context {context.Name})";
        var message = failure.Kind switch
        {
            ApiErrorKind.Unreachable => $"cannot reach {where}: {failure.Message}",
            ApiErrorKind.TimedOut => $"{where} does not answer: {failure.Message}",
            _ when failure.Status != 401 => $"kubectl gets no credentials for {where}: {failure.Message}{OfPlugin(failure)}",
            _ => Refused(where, context),
        };
        return new ApiException(failure.Kind, failure.Status, message, failure.InnerException) { Reason = failure.Reason };
    }

    // What a plugin has to say it says on the side: "the session has expired, log in".
    string OfPlugin(ApiException failure) =>
        failure.Message.Contains("exit code", StringComparison.Ordinal) && complaint() is { Length: > 0 } said ? $" ({said})" : "";

    static string Refused(string where, KubeContext? context)
    {
        if (context is null) return $"{where} does not accept the credentials (401)";
        return $"{where} does not accept the credentials of user {context.User} (401): they may have expired; "
            + $"log in anew and try `kubectl --context {context.Name} auth whoami`";
    }
}
