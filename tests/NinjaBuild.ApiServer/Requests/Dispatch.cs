using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Faults;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>Finds who answers a request, watches left aside.</summary>
sealed class Dispatch(Cluster cluster, Permissions permissions, Func<string> address)
{
    readonly ResourceRequests _resources = new(cluster);
    readonly ListRequests _lists = new(cluster);
    readonly AccessReviews _reviews = new(permissions);
    readonly PodLogs _logs = new(cluster);

    public Answer Answer(ApiRequest request)
    {
        try
        {
            return request.IsResource ? Resource(request) : Document(request);
        }
        catch (StatusFailure failure)
        {
            return Requests.Answer.Of(failure);
        }
        catch (InvalidOperationException e)
        {
            return Requests.Answer.Of(new StatusFailure(500, "InternalError", $"Internal error occurred: {e.Message}"));
        }
    }

    /// <summary>The resource of a request that may be done.</summary>
    /// <exception cref="StatusFailure">There is none, or it is forbidden.</exception>
    public ApiResource Permitted(ApiRequest request)
    {
        var resource = request.Served ?? throw StatusFailure.NoSuchPath();
        permissions.Check(request, resource);
        bool isKnown = request.Subresource switch
        {
            "" => true,
            "status" => resource.HasStatus,
            "scale" => resource.HasScale,
            "log" => resource.GroupResource == "pods",
            _ => false,
        };
        return isKnown ? resource : throw StatusFailure.NoSuchPath();
    }

    Answer Resource(ApiRequest request)
    {
        var resource = Permitted(request);
        if (resource.IsReview) return request.Verb == "create" ? _reviews.Answer(request, resource) : throw StatusFailure.MethodNotAllowed();
        return request.Verb switch
        {
            "get" when request.Subresource == "log" => _logs.Answer(request, resource),
            "get" => _resources.Get(request, resource),
            "list" => _lists.List(request, resource),
            "create" when request.Name.Length == 0 => _resources.Create(request, resource),
            "update" => _resources.Update(request, resource),
            "patch" => _resources.Patch(request, resource),
            "apply" => _resources.Apply(request, resource),
            "delete" => _resources.Delete(request, resource),
            "deletecollection" => _resources.DeleteCollection(request, resource, _lists.Selected(request, resource)),
            _ => throw StatusFailure.MethodNotAllowed(),
        };
    }

    Answer Document(ApiRequest request)
    {
        var catalog = cluster.Catalog;
        bool isAggregated = request.Accept.Contains("as=APIGroupDiscoveryList", StringComparison.Ordinal)
            && request.Accept.Contains("v=v2;", StringComparison.Ordinal);
        var path = request.Target.Split('?')[0].Trim('/').Split('/');
        switch (path)
        {
            case ["api"] or ["apis"] when isAggregated:
                return Requests.Answer.Of(DiscoveryDocuments.Aggregated(catalog, path[0] == "api")) with
                {
                    ContentType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
                };
            case ["api"]: return Requests.Answer.Of(DiscoveryDocuments.CoreVersions(address()));
            case ["apis"]: return Requests.Answer.Of(DiscoveryDocuments.Groups(catalog));
            case ["apis", var group] when DiscoveryDocuments.GroupAlone(catalog, group) is { } found: return Requests.Answer.Of(found);
            case ["api", "v1"]: return Requests.Answer.Of(DiscoveryDocuments.ResourceList(catalog, "v1"));
            case ["apis", var group, var version] when catalog.Serves($"{group}/{version}"):
                return Requests.Answer.Of(DiscoveryDocuments.ResourceList(catalog, $"{group}/{version}"));
            case ["version"]: return Requests.Answer.Of(VersionDocument.Of(catalog.Schema.Version));
            case ["livez" or "readyz" or "healthz", ..]: return Requests.Answer.Text("ok");
            case ["openapi", "v3"]: return Requests.Answer.Of(OpenApiDocuments.Index(catalog));
            case ["openapi", "v3", "api", "v1"]: return Requests.Answer.Of(OpenApiDocuments.Version(catalog, "v1"));
            case ["openapi", "v3", "apis", var group, var version] when catalog.Serves($"{group}/{version}"):
                return Requests.Answer.Of(OpenApiDocuments.Version(catalog, $"{group}/{version}"));
            default: return Requests.Answer.Text("404 page not found\n", 404);
        }
    }
}
