using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NinjaBuild.Kubernetes.Client.Json;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Kubernetes.Client.Http;

/// <summary>
/// Reads what a server refused a request with. The words by which cases are told apart are those of Kubernetes' apimachinery
/// (pkg/api/errors) and apiserver (pkg/admission, pkg/util/webhook).
/// </summary>
static partial class StatusReading
{
    const int MaxBody = 1024 * 1024;
    const int MaxText = 300;

    static readonly StringPool Names = new();

    /// <summary>The error that an answer tells.</summary>
    public static async Task<ApiException> ReadAsync(HttpResponseMessage response, ApiRequest request, CancellationToken cancellation)
    {
        int status = (int)response.StatusCode;
        var retryAfter = response.Headers.RetryAfter?.Delta;
        using var body = await ResponseBody.ReadAsync(response.Content, MaxBody, cancellation);
        if (Parse(body.Memory.Span) is { } tree) return OfStatus(tree, status, request, retryAfter);
        return OfText(Confidential.Of(request.Secret).Hide(Encoding.UTF8.GetString(body.Memory.Span)), status, retryAfter);
    }

    /// <summary>The error that a Status object tells, as it also stands in watches.</summary>
    public static ApiException OfStatus(IReadOnlyDictionary<string, object?> tree, int status, ApiRequest request, TimeSpan? retryAfter = null)
    {
        var reason = tree.Text("reason") ?? "";
        var confidential = Confidential.Of(request.Secret);
        var message = confidential.Hide(tree.Text("message") ?? reason);
        var causes = tree.Items("details", "causes")
            .Select(cause => new ApiCause(cause.Text("field") ?? "", confidential.Hide(cause.Text("message") ?? ""), cause.Text("reason") ?? ""))
            .ToList();
        if (tree.Number("details", "retryAfterSeconds") is { } seconds and > 0) retryAfter ??= TimeSpan.FromSeconds(seconds);
        var kind = KindOf(status, reason, message, causes);
        return new ApiException(kind, status, message.Length > 0 ? message : $"the server answered {status}")
        {
            Reason = reason,
            Causes = causes,
            Conflicts = [.. causes.Where(IsConflict).Select(cause => new FieldConflict(ManagerIn(cause.Message), cause.Field))],
            RetryAfter = retryAfter,

            // What cannot be merged is answered with 500, and will be the next time.
            IsFinal = kind == ApiErrorKind.Invalid,
        };
    }

    static bool IsConflict(ApiCause cause) => cause.Reason == "FieldManagerConflict";

    static ApiErrorKind KindOf(int status, string reason, string message, List<ApiCause> causes)
    {
        bool Says(string words) => message.Contains(words, StringComparison.Ordinal);
        if (Says("admission webhook \"") && Says("does not support dry run")) return ApiErrorKind.DryRunUnsupported;
        if (Says("admission webhook \"") && Says("denied the request")) return ApiErrorKind.WebhookDenied;
        if (Says("failed calling webhook")) return ApiErrorKind.WebhookFailed;
        if (Says("ValidatingAdmissionPolicy '") || Says("violates PodSecurity")) return ApiErrorKind.PolicyDenied;
        if (causes.Exists(cause => cause.Reason == "NamespaceTerminating")) return ApiErrorKind.NamespaceTerminating;
        return status switch
        {
            400 => ApiErrorKind.BadRequest,
            401 => ApiErrorKind.Unauthorized,
            403 when Says("exceeded quota:") => ApiErrorKind.QuotaExceeded,
            403 => ApiErrorKind.Forbidden,
            404 => ApiErrorKind.NotFound,
            405 => ApiErrorKind.NotAllowed,
            409 when reason == "AlreadyExists" => ApiErrorKind.AlreadyExists,
            409 when causes.Exists(IsConflict) => ApiErrorKind.FieldConflict,
            409 when Says("UID in precondition") || Says("UID in the precondition") || Says("uid mismatch") => ApiErrorKind.OtherObject,
            409 => ApiErrorKind.StaleVersion,
            410 => ApiErrorKind.Gone,
            413 => ApiErrorKind.TooLarge,
            422 => ApiErrorKind.Invalid,
            429 => ApiErrorKind.TooManyRequests,
            500 when Says("failed to create typed") || Says("failed to create manager for existing fields") => ApiErrorKind.Invalid,
            >= 500 => ApiErrorKind.Server,
            _ => ApiErrorKind.BadRequest,
        };
    }

    // No Status object: the answer comes from the proxy, or from something between it and the server.
    static ApiException OfText(string text, int status, TimeSpan? retryAfter)
    {
        var message = FirstLine(text);
        if (message.Length == 0) message = $"the server answered {status} without saying why";
        if (message.Contains("getting credentials:", StringComparison.Ordinal))
        {
            message = message[(message.IndexOf("getting credentials:", StringComparison.Ordinal) + "getting credentials:".Length)..].Trim();
            bool isMissing = message.Contains("not found", StringComparison.Ordinal);
            return new ApiException(ApiErrorKind.Unauthorized, status, message) { IsFinal = isMissing };
        }

        var kind = status switch
        {
            401 => ApiErrorKind.Unauthorized,
            403 => ApiErrorKind.Forbidden,
            404 => ApiErrorKind.NotFound,
            429 => ApiErrorKind.TooManyRequests,
            >= 500 => ApiErrorKind.Unreachable,
            _ => ApiErrorKind.BadRequest,
        };
        bool isFinal = kind == ApiErrorKind.Unreachable && CertificateError().IsMatch(message);
        return new ApiException(kind, status, message) { RetryAfter = retryAfter, IsFinal = isFinal };
    }

    static IReadOnlyDictionary<string, object?>? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var tree = JsonTree.Read(body, Names) as IReadOnlyDictionary<string, object?>;
            return tree.Text("kind") == "Status" ? tree : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Pages of proxies are HTML: what they say is in their title.
    static string FirstLine(string text)
    {
        if (Title().Match(text) is { Success: true } title) text = title.Groups["text"].Value;
        var line = text.AsSpan().Trim();
        int end = line.IndexOfAny('\r', '\n');
        if (end >= 0) line = line[..end];
        return line.Length > MaxText ? $"{line[..MaxText]}…" : line.ToString();
    }

    // conflict with "kubectl-client-side-apply" using apps/v1 (structured-merge-diff; apiserver's fieldmanager/internal/conflict.go)
    static string ManagerIn(string message)
    {
        var match = Manager().Match(message);
        return match.Success ? QuotedText.Unescape(match.Groups["name"].ValueSpan) : message;
    }

    [GeneratedRegex(@"conflict with ""(?<name>(?:[^""\\]|\\.)*)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Manager();

    [GeneratedRegex("<title>(?<text>[^<]*)</title>", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Title();

    [GeneratedRegex("x509:|tls: (?!.*timeout)|server gave HTTP response to HTTPS client", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CertificateError();
}
