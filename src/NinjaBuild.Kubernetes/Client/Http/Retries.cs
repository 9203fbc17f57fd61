namespace NinjaBuild.Kubernetes.Client.Http;

/// <summary>How often and when a request is sent again: for so many attempts and so long a time, with growing pauses.</summary>
sealed class Retries(ApiClientOptions options, Outage outage, TimeSpan limit)
{
    static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);
    static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(30);

    long? _firstFailure;
    int _failures;

    /// <summary>Whether an attempt so far may have done what was asked for.</summary>
    public bool MayBeDone { get; private set; }

    /// <summary>Whether a failure is no reason to give up yet.</summary>
    public bool Allow(ApiException failure)
    {
        _failures++;
        _firstFailure ??= options.Time.GetTimestamp();
        var lasted = options.Time.GetElapsedTime(_firstFailure.Value);
        if (failure.Kind == ApiErrorKind.Unreachable && outage.Duration > lasted) lasted = outage.Duration;
        if (lasted >= limit || !IsWorthIt(failure)) return false;
        MayBeDone |= failure.Kind is not (ApiErrorKind.TooManyRequests or ApiErrorKind.Unauthorized);
        return true;
    }

    /// <summary>How long to wait after a failure.</summary>
    public TimeSpan NextDelay(ApiException failure)
    {
        // Jitter keeps clients that were refused together from coming back together.
        var delay = FirstDelay * Math.Pow(2, Math.Min(_failures - 1, 10));
        if (delay > LongestDelay) delay = LongestDelay;
        delay *= 0.5 + (0.5 * Random.Shared.NextDouble());
        if (failure.RetryAfter is not { } asked || asked <= delay) return delay;
        return (asked < LongestRetryAfter ? asked : LongestRetryAfter) + (FirstDelay * Random.Shared.NextDouble());
    }

    bool IsWorthIt(ApiException failure) => !failure.IsFinal && failure.Kind switch
    {
        ApiErrorKind.Unreachable or ApiErrorKind.TimedOut or ApiErrorKind.TooManyRequests => true,
        ApiErrorKind.Server or ApiErrorKind.WebhookFailed when failure.Status is 502 or 503 => true,
        ApiErrorKind.Server or ApiErrorKind.WebhookFailed when failure.Status is 500 or 504 => _failures < options.Attempts,

        // kubectl asks its credential plugin for new credentials when they were refused, but does not send the request again.
        ApiErrorKind.Unauthorized => _failures == 1,
        _ => false,
    };
}
