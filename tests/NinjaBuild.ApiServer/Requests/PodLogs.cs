using System.Globalization;
using NinjaBuild.ApiServer.Discovery;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Requests;

/// <summary>Answers what the containers of pods wrote.</summary>
sealed class PodLogs(Cluster cluster)
{
    public Answer Answer(ApiRequest request, ApiResource resource)
    {
        var pod = cluster.Store.Get(new ObjectKey("pods", request.Namespace, request.Name)) ?? throw StatusFailure.NotFound(resource, request.Name);
        var container = Container(pod.Tree, request);
        var status = pod.Tree.Items("status", "containerStatuses").Concat(pod.Tree.Items("status", "initContainerStatuses"))
            .FirstOrDefault(one => one.Text("name") == container.Text("name"));
        Check(pod, container, status, request.Query.GetValueOrDefault("previous") == "true");
        var lines = cluster.BehaviorOf(pod.Tree, container)?.Log ?? [];
        if (int.TryParse(request.Query.GetValueOrDefault("tailLines"), CultureInfo.InvariantCulture, out int tail)) lines = [.. lines.TakeLast(tail)];
        return Requests.Answer.Text(string.Concat(lines.Select(line => line + "\n")));
    }

    static Tree Container(Tree pod, ApiRequest request)
    {
        var containers = pod.Items("spec", "containers").OfType<Tree>().ToList();
        var init = pod.Items("spec", "initContainers").OfType<Tree>().ToList();
        if (request.Query.GetValueOrDefault("container") is { Length: > 0 } name)
        {
            return containers.Concat(init).FirstOrDefault(container => container.Text("name") == name)
                ?? throw StatusFailure.BadRequest($"container {name} is not valid for pod {request.Name}");
        }

        if (containers.Count == 1) return containers[0];
        var choice = string.Join(' ', containers.Select(container => container.Text("name")));
        var more = init.Count == 0 ? "" : $" or one of the init containers: [{string.Join(' ', init.Select(container => container.Text("name")))}]";
        throw StatusFailure.BadRequest($"a container name must be specified for pod {request.Name}, choose one of: [{choice}]{more}");
    }

    static void Check(StoredObject pod, Tree container, object? status, bool isPrevious)
    {
        var name = container.Text("name");
        if (isPrevious && status.At("lastState", "terminated") is null)
            throw StatusFailure.BadRequest($"previous terminated container \"{name}\" in pod \"{pod.Key.Name}\" not found");
        if (status.Text("state", "waiting", "reason") is not { } reason || status.At("lastState", "terminated") is not null) return;
        var why = reason switch
        {
            "ImagePullBackOff" => "trying and failing to pull image",
            "ErrImagePull" => "image can't be pulled",
            _ => reason,
        };
        throw StatusFailure.BadRequest($"container \"{name}\" in pod \"{pod.Key.Name}\" is waiting to start: {why}");
    }
}
