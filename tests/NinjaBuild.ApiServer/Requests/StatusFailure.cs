using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Objects;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>A field that is wrong, as <c>details.causes</c> has it.</summary>
/// <param name="Reason"><c>FieldValueInvalid</c>, <c>FieldManagerConflict</c> …</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Field">Its path.</param>
sealed record StatusCause(string Reason, string Message, string Field);

/// <summary>A refusal, which is answered as a <c>Status</c>. Codes, reasons and wording are those of apimachinery's pkg/api/errors.</summary>
sealed class StatusFailure(int code, string reason, string message) : Exception(message)
{
    public int Code { get; } = code;

    public string Reason { get; } = reason;

    /// <summary><c>details</c> without causes.</summary>
    public Tree Details { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<StatusCause> Causes { get; private init; } = [];

    public int? RetryAfterSeconds { get; private init; }

    public static StatusFailure BadRequest(string message) => new(400, "BadRequest", message);

    public static StatusFailure NoSuchPath() => new(404, "NotFound", "the server could not find the requested resource");

    public static StatusFailure NotFound(ApiResource resource, string name) =>
        new StatusFailure(404, "NotFound", $"{resource.GroupResource} \"{name}\" not found").About(resource, name);

    public static StatusFailure AlreadyExists(ApiResource resource, string name) =>
        new StatusFailure(409, "AlreadyExists", $"{resource.GroupResource} \"{name}\" already exists").About(resource, name);

    public static StatusFailure Conflict(ApiResource resource, string name, string why) =>
        new StatusFailure(409, "Conflict", $"Operation cannot be fulfilled on {resource.GroupResource} \"{name}\": {why}").About(resource, name);

    public static StatusFailure Modified(ApiResource resource, string name) =>
        Conflict(resource, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static StatusFailure Forbidden(ApiResource resource, string name, string why)
    {
        var what = name.Length == 0 ? resource.GroupResource : $"{resource.GroupResource} \"{name}\"";
        return new StatusFailure(403, "Forbidden", $"{what} is forbidden: {why}").About(resource, name);
    }

    public static StatusFailure NamespaceTerminating(ApiResource resource, string name, string ns)
    {
        var failure = new StatusFailure(
            403, "Forbidden", $"{resource.GroupResource} \"{name}\" is forbidden: unable to create new content in namespace {ns} because it is being terminated")
        {
            Causes = [new StatusCause("NamespaceTerminating", $"namespace {ns} is being terminated", "metadata.namespace")],
        };
        return failure.About(resource, name);
    }

    public static StatusFailure Expired(string message) => new(410, "Expired", message);

    public static StatusFailure MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");

    public static StatusFailure UnsupportedMediaType(string message) => new(415, "UnsupportedMediaType", message);

    public static StatusFailure Internal(string message) => new(500, "", message);

    /// <summary>Fields that are wrong, in the form of <c>field.ErrorList</c>.</summary>
    public static StatusFailure Invalid(ApiResource resource, string name, IReadOnlyList<StatusCause> causes)
    {
        var kind = resource.Group.Length == 0 ? resource.Kind : $"{resource.Kind}.{resource.Group}";
        return Invalid(kind, resource.Group, resource.Kind, name, causes);
    }

    public static StatusFailure Invalid(string qualifiedKind, string group, string kind, string name, IReadOnlyList<StatusCause> causes)
    {
        var all = causes.Select(cause => $"{cause.Field}: {cause.Message}").ToList();
        var text = all.Count == 1 ? all[0] : $"[{string.Join(", ", all)}]";
        var failure = new StatusFailure(422, "Invalid", $"{qualifiedKind} \"{name}\" is invalid: {text}") { Causes = causes };
        return failure.About(group, kind, name);
    }

    public static StatusFailure ApplyConflict(string message, IReadOnlyList<StatusCause> causes) => new(409, "Conflict", message) { Causes = causes };

    public static StatusFailure Of(int code, string reason, string message, int? retryAfterSeconds) =>
        new(code, reason, message) { RetryAfterSeconds = retryAfterSeconds };

    /// <summary>The <c>Status</c> object.</summary>
    public Tree ToTree()
    {
        var details = Details.Copied();
        if (Causes.Count > 0)
        {
            details["causes"] = new TreeList(Causes.Select(cause =>
                (object?)new Tree { ["reason"] = cause.Reason, ["message"] = cause.Message, ["field"] = cause.Field }));
        }

        if (RetryAfterSeconds is { } seconds) details["retryAfterSeconds"] = (long)seconds;
        var status = new Tree
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new Tree(),
            ["status"] = "Failure",
            ["message"] = Message,
        };
        if (Reason.Length > 0) status["reason"] = Reason;
        if (details.Count > 0 || Code == 404) status["details"] = details;
        status["code"] = (long)Code;
        return status;
    }

    StatusFailure About(ApiResource resource, string name) => About(resource.Group, resource.Plural, name);

    StatusFailure About(string group, string kind, string name)
    {
        if (name.Length > 0) Details["name"] = name;
        if (group.Length > 0) Details["group"] = group;
        Details["kind"] = kind;
        return this;
    }
}
