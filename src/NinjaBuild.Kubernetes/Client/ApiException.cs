namespace NinjaBuild.Kubernetes.Client;

/// <summary>What a request failed of.</summary>
public enum ApiErrorKind
{
    /// <summary>The object, its namespace, or its kind is not there.</summary>
    NotFound,

    /// <summary>An object of that name is there already.</summary>
    AlreadyExists,

    /// <summary>Other managers own fields that were to be applied with another value; see <see cref="ApiException.Conflicts"/>.</summary>
    FieldConflict,

    /// <summary>The object has changed since it was read.</summary>
    StaleVersion,

    /// <summary>The object that was meant is gone, and another one bears its name.</summary>
    OtherObject,

    /// <summary>The user may not do that.</summary>
    Forbidden,

    /// <summary>The server does not know the user, or kubectl got no credentials.</summary>
    Unauthorized,

    /// <summary>Fields of the object are wrong; see <see cref="ApiException.Causes"/>.</summary>
    Invalid,

    /// <summary>The server cannot make sense of the request.</summary>
    BadRequest,

    /// <summary>The server does not do this with that kind.</summary>
    NotAllowed,

    /// <summary>The server was busy for too long.</summary>
    TooManyRequests,

    /// <summary>A quota of the namespace is used up.</summary>
    QuotaExceeded,

    /// <summary>An admission webhook refused it.</summary>
    WebhookDenied,

    /// <summary>An admission webhook did not answer, or not as it should.</summary>
    WebhookFailed,

    /// <summary>An admission policy, or Pod Security, refused it.</summary>
    PolicyDenied,

    /// <summary>An admission webhook has side effects and takes no dry run.</summary>
    DryRunUnsupported,

    /// <summary>The namespace is being deleted.</summary>
    NamespaceTerminating,

    /// <summary>The server no longer knows the version that was asked for (410).</summary>
    Gone,

    /// <summary>The server failed, or answered what makes no sense.</summary>
    Server,

    /// <summary>The server cannot be reached, or drops connections.</summary>
    Unreachable,

    /// <summary>The answer did not come in time.</summary>
    TimedOut,

    /// <summary>The object, or the answer, is larger than is taken.</summary>
    TooLarge,

    /// <summary>kubectl is not installed, cannot be run, or ended.</summary>
    Kubectl,

    /// <summary>The kubeconfig has no such context, or cannot be read.</summary>
    Context,
}

/// <summary>A field that a server finds fault with.</summary>
/// <param name="Field">Its path; empty where the server names none.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Reason"><c>FieldValueInvalid</c>, <c>FieldValueRequired</c>, <c>FieldManagerConflict</c> …</param>
public sealed record ApiCause(string Field, string Message, string Reason);

/// <summary>A field that another manager owns.</summary>
/// <param name="Manager">Who: <c>kubectl-client-side-apply</c>.</param>
/// <param name="Field">The field's path: <c>.spec.replicas</c>.</param>
public sealed record FieldConflict(string Manager, string Field);

/// <summary>
/// A request that failed for good: what can be tried again was. Its message is for people, on one line as a rule, and holds no value of
/// a Secret.
/// </summary>
public sealed class ApiException : Exception
{
    internal ApiException(ApiErrorKind kind, int status, string message, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        Status = status;
    }

    /// <summary>What it failed of.</summary>
    public ApiErrorKind Kind { get; }

    /// <summary>The HTTP status; 0 where there was no answer.</summary>
    public int Status { get; }

    /// <summary>The server's word for it: <c>Forbidden</c>, <c>Conflict</c>; empty where it has none.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>The fields that are at fault.</summary>
    public IReadOnlyList<ApiCause> Causes { get; internal init; } = [];

    /// <summary>The fields that others own, where that is the fault.</summary>
    public IReadOnlyList<FieldConflict> Conflicts { get; internal init; } = [];

    /// <summary>The request: <c>apply deployments.apps/web in shop (dry run)</c>.</summary>
    public string Request { get; internal set; } = "";

    /// <summary>
    /// Whether an earlier attempt was sent whose answer did not come: the server may have done it then, and
    /// <see cref="ApiErrorKind.AlreadyExists"/> or <see cref="ApiErrorKind.StaleVersion"/> may be about our own work.
    /// </summary>
    public bool MayBeDone { get; internal set; }

    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether trying again is pointless although the kind of error would say otherwise.</summary>
    internal bool IsFinal { get; init; }
}
