using System.Globalization;
using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Selection;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>Answers lists, whole or page by page.</summary>
sealed class ListRequests(Cluster cluster)
{
    const string TooOld = "The provided continue parameter is too old to display a consistent list result. You can start a new list without the "
        + "continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided "
        + "token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned "
        + "and now may show up in the list.";

    readonly Dictionary<string, (long Revision, List<StoredObject> Found)> _pages = new(StringComparer.Ordinal);
    int _tokens;

    public Answer List(ApiRequest request, ApiResource resource)
    {
        lock (cluster.Store.Gate)
        {
            var (revision, found) = request.Query.GetValueOrDefault("continue") is { Length: > 0 } token
                ? Continued(token)
                : (cluster.Store.Revision, Selected(request, resource));
            int limit = int.TryParse(request.Query.GetValueOrDefault("limit"), CultureInfo.InvariantCulture, out int asked) && asked > 0 ? asked : int.MaxValue;
            if (found.Count <= limit) return Representations.Many(request, resource, found, revision);
            var next = string.Create(CultureInfo.InvariantCulture, $"page-{++_tokens}");
            var rest = found.GetRange(limit, found.Count - limit);
            _pages[next] = (revision, rest);
            return Representations.Many(request, resource, found.GetRange(0, limit), revision, next, rest.Count);
        }
    }

    /// <summary>The objects that a request selects.</summary>
    public List<StoredObject> Selected(ApiRequest request, ApiResource resource)
    {
        var isSelected = Selection(request);
        var ns = resource.IsNamespaced && request.Namespace.Length > 0 ? request.Namespace : null;
        return cluster.Store.List(resource.GroupResource, ns).FindAll(found => isSelected(found.Tree));
    }

    /// <summary>Whether an object is selected by a request's selectors, and by its name where it has one.</summary>
    public static Func<Tree, bool> Selection(ApiRequest request)
    {
        var labels = LabelSelector.Parse(request.Query.GetValueOrDefault("labelSelector") ?? "");
        var fields = FieldSelector.Parse(request.Query.GetValueOrDefault("fieldSelector") ?? "");
        var name = request.Name;
        return tree => labels.Matches(tree) && fields.Matches(tree) && (name.Length == 0 || tree.Text("metadata", "name") == name);
    }

    (long Revision, List<StoredObject> Found) Continued(string token)
    {
        // A page token lives no longer than the history.
        if (!_pages.TryGetValue(token, out var page)) throw StatusFailure.BadRequest("continue key is not valid: invalid character in token");
        return page.Revision < cluster.Store.CompactedRevision ? throw StatusFailure.Expired(TooOld) : page;
    }
}
