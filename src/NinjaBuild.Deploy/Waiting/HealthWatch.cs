using NinjaBuild.Deploy.Waiting.Watching;
using NinjaBuild.Kubernetes.Client;

namespace NinjaBuild.Deploy.Waiting;

/// <summary>
/// Waits until what a deploy applied is healthy, or does not get there, or until what it deleted is gone. It listens to watches of the
/// kinds in question, one for each kind and namespace, and asks for nothing where all is well already. Pods are looked at only where
/// something does not become healthy at once. One serves for a whole deploy; waits follow one another.
/// </summary>
/// <param name="api">The cluster. What may be tried again it tries again.</param>
/// <param name="options">How long to bear with what looks bad.</param>
public sealed class HealthWatch(ApiClient api, HealthWatchOptions options)
{
    readonly NotedOnce _noted = new(options.Note);
    readonly ClusterAnswers _answers = new(api);

    /// <summary>
    /// Waits for the objects of a wave: until all are as a finished deploy needs them, until one will not get there, or until the time is
    /// up. What is waited for differs by kind:
    /// <list type="bullet">
    /// <item>Deployment, StatefulSet, DaemonSet, ReplicaSet, Pod: rolled out and ready; suspended ones, and those with no pods wanted, are done.</item>
    /// <item>Job: completed, or suspended. One that failed ends the wait at once.</item>
    /// <item>CustomResourceDefinition: established. APIService: available.</item>
    /// <item>PersistentVolumeClaim: bound, unless its storage class waits for a pod that uses it.</item>
    /// <item>
    /// Ingress, Service of type LoadBalancer: an address, for a while (<see cref="HealthWatchOptions.IngressAddressFor"/>,
    /// <see cref="HealthWatchOptions.LoadBalancerAddressFor"/>); that it did not come is a warning.
    /// </item>
    /// <item>All others, HorizontalPodAutoscaler, PodDisruptionBudget and CronJob among them: nothing. What they say is wrong is a warning.</item>
    /// </list>
    /// </summary>
    /// <param name="items">The objects, which have been applied.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="progress">Is told of each object's health when it is known, and when it changes.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <exception cref="ApiException">The server cannot be reached any more, or no longer knows the user.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<WaveOutcome> WaitAsync(
        IReadOnlyList<WaitItem> items, TimeSpan timeout, IProgress<ObjectProgress> progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await using var wait = new WaveWait(api, options, items, timeout, _answers, _noted, cancellation);
        return await wait.RunAsync(progress);
    }

    /// <summary>Looks at objects once and waits for nothing: of those that are not healthy, it says what is known of that.</summary>
    /// <param name="items">The objects as they are, each with <see cref="WaitItem.Applied"/>.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <exception cref="ApiException">The server cannot be reached any more, or no longer knows the user.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<IReadOnlyList<StuckObject>> LookAsync(IReadOnlyList<WaitItem> items, CancellationToken cancellation)
    {
        var impatient = options with { StuckAfter = TimeSpan.Zero, StuckBesideOthersAfter = TimeSpan.Zero, UnschedulableAfter = TimeSpan.Zero, SettleFor = TimeSpan.Zero };
        await using var wait = new WaveWait(api, impatient, items, TimeSpan.Zero, _answers, _noted, cancellation);
        return (await wait.LookAsync()).Stuck;
    }

    /// <summary>Waits until objects are gone that were deleted: those with their uid, whatever bears their name now.</summary>
    /// <param name="items">The objects.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <returns>Those that are still there, and who holds them.</returns>
    /// <exception cref="ApiException">The server cannot be reached any more, or no longer knows the user.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public Task<WaveOutcome> WaitForDeletionAsync(IReadOnlyList<WaitItem> items, TimeSpan timeout, CancellationToken cancellation) =>
        new DeletionWait(api, options).RunAsync(items, timeout, cancellation);
}
