using NinjaBuild.ApiServer.Discovery;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>A request as the server sees it, which tests can look at afterwards.</summary>
public sealed record ApiRequest
{
    /// <summary>Its number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path and query.</summary>
    public required string Target { get; init; }

    /// <summary>
    /// <c>get</c>, <c>list</c>, <c>watch</c>, <c>create</c>, <c>update</c>, <c>patch</c>, <c>apply</c> (a patch by server-side apply),
    /// <c>delete</c>, <c>deletecollection</c>; the lower-case method for what is no resource.
    /// </summary>
    public required string Verb { get; init; }

    /// <summary>The API group; empty for the core group.</summary>
    public string Group { get; init; } = "";

    /// <summary>The version; empty for what is no resource.</summary>
    public string Version { get; init; } = "";

    /// <summary><c>deployments</c>; empty for what is no resource.</summary>
    public string Resource { get; init; } = "";

    /// <summary><c>status</c>, <c>scale</c>, <c>log</c>; else empty.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The namespace; empty for objects of the cluster and for all namespaces.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The name of the object; empty for lists and for what is created.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether nothing is to be kept (<c>dryRun=All</c>).</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The <c>fieldManager</c> of the query.</summary>
    public string FieldManager { get; init; } = "";

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The status that it was answered with; 0 while it is not, and where the connection was reset.</summary>
    public int StatusCode { get; internal set; }

    internal string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    internal string ContentType { get; init; } = "";

    internal string Accept { get; init; } = "";

    internal string UserAgent { get; init; } = "";

    internal IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal bool IsResource => Resource.Length > 0;

    /// <summary>Whether it changes something, or would if it were no dry run.</summary>
    public bool IsWrite => Verb is "create" or "update" or "patch" or "apply" or "delete" or "deletecollection";

    internal ApiResource? Served { get; init; }

    /// <summary><c>apply deployments/web in shop</c>.</summary>
    public override string ToString()
    {
        if (!IsResource) return $"{Verb} {Target}";
        var sub = Subresource.Length > 0 ? $"/{Subresource}" : "";
        var name = Name.Length > 0 ? $"/{Name}" : "";
        var where = Namespace.Length > 0 ? $" in {Namespace}" : "";
        return $"{Verb} {Resource}{name}{sub}{where}{(IsDryRun ? " (dry run)" : "")}";
    }
}
