using System.Globalization;
using NinjaBuild.ApiServer.Requests;

namespace NinjaBuild.ApiServer.Faults;

/// <summary>
/// Something that goes wrong with the requests it matches: with all of them, unless <see cref="Nth"/>, <see cref="After"/> or
/// <see cref="Times"/> say otherwise. Faults do not wait for time: where one holds a request up, the test says when it goes on.
/// </summary>
public sealed class Fault
{
    readonly Func<ApiRequest, bool> _matches;
    int _skipped;
    int _times = int.MaxValue;
    int _seen;

    internal Fault(Func<ApiRequest, bool> matches) => _matches = matches;

    /// <summary>How many requests it matched so far, whether or not it did something to them.</summary>
    public int Matched => Volatile.Read(ref _seen);

    internal FaultEffect? Effect { get; private set; }

    /// <summary>Only the nth matching request, from 1.</summary>
    public Fault Nth(int number)
    {
        _skipped = number - 1;
        _times = 1;
        return this;
    }

    /// <summary>Leaves the first matching requests alone.</summary>
    public Fault After(int count)
    {
        _skipped = count;
        return this;
    }

    /// <summary>Only so many of them.</summary>
    public Fault Times(int count)
    {
        _times = count;
        return this;
    }

    /// <summary>Answers with a refusal and does nothing.</summary>
    /// <param name="code">The HTTP status.</param>
    /// <param name="reason">The status' reason: <c>InternalError</c>, <c>Forbidden</c>.</param>
    /// <param name="message">The message.</param>
    /// <param name="retryAfterSeconds">The <c>Retry-After</c> header; null for none.</param>
    public Fault Answer(int code, string reason, string message, int? retryAfterSeconds = null) =>
        Do(new FaultEffect.Refuse(StatusFailure.Of(code, reason, message, retryAfterSeconds)));

    /// <summary>429, as priority and fairness answers.</summary>
    public Fault TooManyRequests(int retryAfterSeconds = 1) =>
        Answer(429, "TooManyRequests", "Too many requests, please try again later.", retryAfterSeconds);

    /// <summary>503, as a server that is shutting down or starting answers.</summary>
    public Fault Unavailable() => Answer(503, "ServiceUnavailable", "apiserver is shutting down", retryAfterSeconds: 1);

    /// <summary>Refuses as an admission webhook does.</summary>
    /// <param name="webhook">Its name: <c>policy.example.com</c>.</param>
    /// <param name="why">Its message.</param>
    public Fault DeniedByWebhook(string webhook, string why) =>
        Answer(403, "Forbidden", $"admission webhook \"{webhook}\" denied the request: {why}");

    /// <summary>Refuses as an admission webhook that does not answer makes the server do.</summary>
    /// <param name="webhook">Its name.</param>
    public Fault WebhookUnreachable(string webhook) =>
        Answer(500, "InternalError", string.Create(
            CultureInfo.InvariantCulture, $"Internal error occurred: failed calling webhook \"{webhook}\": failed to call webhook: context deadline exceeded"));

    /// <summary>Resets the connection before anything is done.</summary>
    public Fault Reset() => Do(new FaultEffect.ResetBefore());

    /// <summary>Does what is asked for and resets the connection instead of answering.</summary>
    public Fault ResetAfter() => Do(new FaultEffect.ResetAfter());

    /// <summary>Does what is asked for, sends the head and the first bytes of the answer, and closes the connection.</summary>
    /// <param name="bytes">How many bytes of the body.</param>
    public Fault Truncate(int bytes) => Do(new FaultEffect.Truncate(bytes));

    /// <summary>Sends the answer byte by byte, each in a packet of its own.</summary>
    public Fault Slow() => Do(new FaultEffect.Slow());

    /// <summary>Holds the request until a task ends, and then does what is asked for.</summary>
    public Fault HoldUntil(Task gate) => Do(new FaultEffect.HoldBefore(gate));

    /// <summary>Does what is asked for, and holds the answer until a task ends.</summary>
    public Fault HoldAnswerUntil(Task gate) => Do(new FaultEffect.HoldAnswer(gate));

    /// <summary>Runs something before the request is looked at: another client's change, a compaction, a restart.</summary>
    public Fault Run(Action<ApiRequest> action) => Run(request =>
    {
        action(request);
        return Task.CompletedTask;
    });

    /// <inheritdoc cref="Run(Action{ApiRequest})"/>
    public Fault Run(Func<ApiRequest, Task> action) => Do(new FaultEffect.Run(action));

    /// <summary>Resets the connection of a watch in place of an event, after some others.</summary>
    public Fault DropWatchAfter(int events) => Do(new FaultEffect.DropWatch(events));

    /// <summary>Whether it strikes this request; counts it.</summary>
    internal bool Strikes(ApiRequest request)
    {
        if (Effect is null || !_matches(request)) return false;
        int number = Interlocked.Increment(ref _seen);
        return number > _skipped && number - _skipped <= _times;
    }

    Fault Do(FaultEffect effect)
    {
        Effect = effect;
        return this;
    }
}
