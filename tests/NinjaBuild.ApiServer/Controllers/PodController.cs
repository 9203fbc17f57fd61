using NinjaBuild.ApiServer.Objects;
using NinjaBuild.ApiServer.Storage;

namespace NinjaBuild.ApiServer.Controllers;

/// <summary>Scheduler and kubelet: gives pods a node, and says in their status what became of their containers.</summary>
sealed class PodController(ControllerWrites writes, ClusterSimulation simulation)
{
    const string Manager = "kubelet";

    public void Reconcile(ObjectKey key)
    {
        if (writes.Get(key) is not { } pod || pod.Tree.IsDeleting()) return;
        if (pod.Tree.Text("status", "phase") is "Succeeded" or "Failed") return;
        var unschedulable = Containers(pod.Tree, "containers").Select(container => simulation.BehaviorOf(pod.Tree, container))
            .FirstOrDefault(behavior => behavior.Outcome == PodOutcome.Unschedulable);
        if (unschedulable is not null)
        {
            Refuse(pod, unschedulable.Message ?? "0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.");
            return;
        }

        if (pod.Tree.Text("spec", "nodeName") is null) Bind(pod);
        writes.Status(key, status => Run(pod.Tree, status), Manager);
        foreach (var container in Containers(pod.Tree, "initContainers").Concat(Containers(pod.Tree, "containers"))) Tell(pod, container);
    }

    static IEnumerable<Tree> Containers(Tree pod, string list) => pod.Items("spec", list).OfType<Tree>();

    // A binding, which may set what an update of the pod may not.
    void Bind(StoredObject pod)
    {
        var bound = pod.Tree.Copied();
        bound.Own("spec")["nodeName"] = ClusterSimulation.Node;
        writes.Overwrite(pod.Key, bound);
    }

    void Refuse(StoredObject pod, string message)
    {
        writes.Status(pod.Key, status =>
        {
            status["phase"] = "Pending";
            Conditions.Set(status, "PodScheduled", isTrue: false, "Unschedulable", message, writes.Now);
        }, "kube-scheduler");
        writes.Event(pod, "Warning", "FailedScheduling", message, "default-scheduler");
    }

    void Run(Tree pod, Tree status)
    {
        bool isOnce = pod.Text("spec", "restartPolicy") is "Never" or "OnFailure";
        status["startTime"] = status.GetValueOrDefault("startTime") ?? ObjectFields.Time(writes.Now);
        status["hostIP"] = "192.0.2.1";
        status["podIP"] = "198.51.100.10";
        status["podIPs"] = new TreeList { new Tree { ["ip"] = "198.51.100.10" } };
        bool isInitialized = true;
        var init = new TreeList();
        foreach (var container in Containers(pod, "initContainers"))
        {
            var state = isInitialized ? State(pod, container, isOnce: true) : ContainerStates.Waiting("PodInitializing", message: null);
            isInitialized &= state.At("terminated", "exitCode") is 0L;
            init.Add(Status(pod, container, state));
        }

        var states = new TreeList();
        foreach (var container in Containers(pod, "containers"))
        {
            var state = isInitialized ? State(pod, container, isOnce) : ContainerStates.Waiting("PodInitializing", message: null);
            states.Add(Status(pod, container, state));
        }

        if (init.Count > 0) status["initContainerStatuses"] = init;
        status["containerStatuses"] = states;
        status["phase"] = Phase(states);
        bool isReady = states.Count > 0 && states.TrueForAll(state => state.IsTrue("ready"));
        var names = string.Join(' ', states.Where(state => !state.IsTrue("ready")).Select(state => state.Text("name")));
        bool isDone = status.Text("phase") == "Succeeded";
        var reason = isReady ? "" : isDone ? "PodCompleted" : "ContainersNotReady";
        var message = isReady || isDone ? "" : $"containers with unready status: [{names}]";
        Conditions.Set(status, "PodScheduled", isTrue: true, "", "", writes.Now);
        Conditions.Set(status, "Initialized", isInitialized, isInitialized ? "" : "ContainersNotInitialized", "", writes.Now);
        Conditions.Set(status, "ContainersReady", isReady, reason, message, writes.Now);
        Conditions.Set(status, "Ready", isReady, reason, message, writes.Now);
    }

    Tree State(Tree pod, Tree container, bool isOnce)
    {
        var behavior = simulation.BehaviorOf(pod, container);
        var started = ObjectFields.Time(writes.Now);
        return behavior.Outcome switch
        {
            PodOutcome.Ready when isOnce => ContainerStates.Terminated(0, "Completed", started),
            PodOutcome.Ready or PodOutcome.Hangs => ContainerStates.Running(pod, container, started),
            PodOutcome.Crashes when pod.Text("spec", "restartPolicy") == "Never" => ContainerStates.Terminated(behavior.ExitCode, behavior.Reason, started),
            PodOutcome.Crashes => ContainerStates.Waiting(
                "CrashLoopBackOff", $"back-off 40s restarting failed container={container.Text("name")} pod={pod.Name()}_{pod.Namespace()}({pod.Uid()})"),
            PodOutcome.BadConfiguration => ContainerStates.Waiting("CreateContainerConfigError", behavior.Message ?? "secret \"missing\" not found"),
            _ => ContainerStates.Waiting("ImagePullBackOff", behavior.Message ?? PullMessage(container)),
        };
    }

    Tree Status(Tree pod, Tree container, Tree state)
    {
        var behavior = simulation.BehaviorOf(pod, container);
        bool hasCrashed = state.Text("waiting", "reason") == "CrashLoopBackOff";
        bool isReady = state.At("running") is not null && behavior.Outcome == PodOutcome.Ready;
        var result = new Tree(StringComparer.Ordinal)
        {
            ["name"] = container.Text("name"),
            ["image"] = container.Text("image"),
            ["imageID"] = state.At("waiting") is not null && !hasCrashed ? "" : $"{container.Text("image")}@sha256:{new string('0', 64)}",
            ["ready"] = isReady || state.At("terminated", "exitCode") is 0L && pod.Items("spec", "initContainers").Contains(container),
            ["started"] = state.At("running") is not null,
            ["restartCount"] = hasCrashed ? behavior.Restarts : 0L,
            ["state"] = state,
            ["lastState"] = hasCrashed ? ContainerStates.Terminated(behavior.ExitCode, behavior.Reason, ObjectFields.Time(writes.Now)) : new Tree(),
        };
        if (result["restartCount"] is int restarts) result["restartCount"] = (long)restarts;

        // The times of a container that goes on as it did stay what they were.
        var before = pod.Items("status", "containerStatuses").Concat(pod.Items("status", "initContainerStatuses")).OfType<Tree>()
            .FirstOrDefault(other => other.Text("name") == container.Text("name"));
        return before is not null && ContainerStates.AreAlike(before, result) ? before.Copied() : result;
    }

    void Tell(StoredObject pod, Tree container)
    {
        var name = container.Text("name");
        var image = container.Text("image");
        var behavior = simulation.BehaviorOf(pod.Tree, container);
        switch (behavior.Outcome)
        {
            case PodOutcome.Crashes when pod.Tree.Text("spec", "restartPolicy") != "Never":
                writes.Event(pod, "Warning", "BackOff", $"Back-off restarting failed container {name} in pod {pod.Key.Name}_{pod.Key.Namespace}({pod.Tree.Uid()})", Manager);
                break;
            case PodOutcome.ImageMissing:
                writes.Event(pod, "Warning", "Failed", $"Failed to pull image \"{image}\": {PullCause(image)}", Manager);
                writes.Event(pod, "Normal", "BackOff", $"Back-off pulling image \"{image}\"", Manager);
                break;
            case PodOutcome.BadConfiguration:
                writes.Event(pod, "Warning", "Failed", $"Error: {behavior.Message}", Manager);
                break;
            case PodOutcome.Hangs when container.At("readinessProbe") is not null:
                writes.Event(pod, "Warning", "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503", Manager, name);
                break;
        }
    }

    static string Phase(TreeList states)
    {
        if (states.TrueForAll(state => state.At("state", "terminated") is not null))
            return states.TrueForAll(state => state.At("state", "terminated", "exitCode") is 0L) ? "Succeeded" : "Failed";
        bool isPending = states.Exists(state => state.At("state", "waiting") is not null && state.Text("state", "waiting", "reason") != "CrashLoopBackOff");
        return isPending ? "Pending" : "Running";
    }

    static string PullMessage(Tree container) => $"Back-off pulling image \"{container.Text("image")}\": ErrImagePull: {PullCause(container.Text("image"))}";

    static string PullCause(string? image) =>
        $"rpc error: code = NotFound desc = failed to pull and unpack image \"{image}\": failed to resolve reference \"{image}\": {image}: not found";
}
