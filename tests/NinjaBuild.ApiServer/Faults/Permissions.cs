using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Requests;

namespace NinjaBuild.ApiServer.Faults;

/// <summary>What the user of a server may not do; everything else is allowed, as for an administrator.</summary>
public sealed class Permissions
{
    readonly Lock _gate = new();
    readonly List<(string Verb, string Resource, string? Group, string? Namespace)> _forbidden = [];

    /// <summary>The name of the user in messages.</summary>
    public const string User = "system:serviceaccount:ci:deployer";

    /// <summary>Forbids something from now on.</summary>
    /// <param name="verb">A verb of RBAC, so that server-side apply is a <c>patch</c>; <c>*</c> for any.</param>
    /// <param name="resource"><c>secrets</c>, <c>pods/log</c>; <c>*</c> for any.</param>
    /// <param name="group">The API group; null for any.</param>
    /// <param name="ns">The namespace; null for any, and for objects of the cluster.</param>
    public void Forbid(string verb, string resource, string? group = null, string? ns = null)
    {
        lock (_gate) _forbidden.Add((verb, resource, group, ns));
    }

    /// <summary>Allows everything again.</summary>
    public void AllowAll()
    {
        lock (_gate) _forbidden.Clear();
    }

    internal bool MayDo(string verb, string group, string resource, string ns)
    {
        lock (_gate)
        {
            return !_forbidden.Exists(rule =>
                (rule.Verb == "*" || rule.Verb == verb)
                && (rule.Resource == "*" || rule.Resource == resource)
                && (rule.Group is null || rule.Group == group)
                && (rule.Namespace is null || rule.Namespace == ns));
        }
    }

    /// <summary>Checks that a request is allowed.</summary>
    /// <exception cref="StatusFailure">It is forbidden.</exception>
    internal void Check(ApiRequest request, ApiResource resource)
    {
        if (resource.IsReview) return;
        var full = request.Subresource.Length > 0 ? $"{request.Resource}/{request.Subresource}" : request.Resource;
        var verb = request.Verb == "apply" ? "patch" : request.Verb;
        if (MayDo(verb, request.Group, full, request.Namespace)) return;
        var where = request.Namespace.Length > 0 ? $"in the namespace \"{request.Namespace}\"" : "at the cluster scope";
        throw StatusFailure.Forbidden(
            resource, request.Name, $"User \"{User}\" cannot {verb} resource \"{full}\" in API group \"{request.Group}\" {where}");
    }
}
