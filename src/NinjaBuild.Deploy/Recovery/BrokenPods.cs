using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Recovery;

/// <summary>
/// Pods of a StatefulSet that its controller does not replace of its own accord: it makes the next one only when the one before is ready, so
/// that a pod which never gets ready stays, even when the set is mended (https://github.com/kubernetes/kubernetes/issues/67250).
/// </summary>
/// <param name="session">The release and its cluster.</param>
/// <param name="observer">Is told which were deleted.</param>
/// <param name="time">The clock.</param>
sealed class BrokenPods(ReleaseSession session, IDeployObserver observer, TimeProvider time)
{
    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan ObservedWithin = TimeSpan.FromSeconds(10);

    /// <summary>Deletes the pods of a set that are not healthy, and that the controller is to replace but waits for.</summary>
    /// <param name="sets">How sets are reached.</param>
    /// <param name="set">The set as it is from now on.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task LetGoAsync(ApiResource sets, Tree set, CancellationToken cancellation)
    {
        var (ns, name) = (set.Text("metadata", "namespace") ?? "", set.Text("metadata", "name") ?? "");
        if (session.Discovery.Find("v1", "Pod") is not { } pods || set.Text("spec", "updateStrategy", "type") == "OnDelete")
            return;
        try
        {
            // Its controller makes pods of the revision that it knows: before it has seen the change, that would be the broken one once more.
            if (await ObservedAsync(sets, ns, name, set.Number("metadata", "generation"), cancellation) is { } observed)
                await DeleteAsync(pods, observed, ns, name, cancellation);
        }
        catch (ApiException error)
        {
            observer.Note($"whether pods of StatefulSet {ns}/{name} are in its way cannot be seen to: {error.Message}");
        }
    }

    async Task<Tree?> ObservedAsync(ApiResource sets, string ns, string name, long? generation, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        while (await session.Api.GetAsync(sets, ns, name, cancellation) is { } live)
        {
            if ((live.Number("status", "observedGeneration") ?? 0) >= generation)
                return live;
            if (time.GetElapsedTime(began) > ObservedWithin)
                return null;
            await Task.Delay(LookEvery, time, cancellation);
        }

        return null;
    }

    async Task DeleteAsync(ApiResource pods, Tree set, string ns, string name, CancellationToken cancellation)
    {
        var (uid, wanted, partition) = (set.Text("metadata", "uid"), set.Text("status", "updateRevision"), set.Number("spec", "updateStrategy", "rollingUpdate", "partition") ?? 0);
        await foreach (var pod in session.Api.ListAsync(pods, ns, new ListOptions(), cancellation))
        {
            if (!pod.Items("metadata", "ownerReferences").Any(owner => owner.Text("uid") == uid) || HealthCheck.Of(pod).Status == HealthStatus.Healthy)
                continue;
            if (pod.Text("metadata", "labels", "controller-revision-hash") == wanted || pod.Text("metadata", "name") is not { } podName || Ordinal(podName, name) < partition)
                continue;
            await session.Api.DeleteAsync(pods, ns, podName, new DeleteOptions { Uid = pod.Text("metadata", "uid") }, cancellation);
            observer.Done(new ObjectIdentity("", "Pod", ns, podName), "deleted, so that its set makes it anew");
        }
    }

    static long Ordinal(string pod, string set) => pod.Length > set.Length && long.TryParse(pod[(set.Length + 1)..], out var ordinal) ? ordinal : long.MaxValue;
}
