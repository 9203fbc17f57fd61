using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>Answers what the containers of pods wrote.</summary>
sealed class PodLogs(Cluster cluster)
{
    public Answer Answer(ApiRequest request, ApiResource resource)
    {
        var pod = cluster.Store.Get(new ObjectKey("pods", request.Namespace, request.Name)) ?? throw StatusFailure.NotFound(resource, request.Name);
        return Requests.Answer.Text(pod.Key.Name);
    }
}
