using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Deploy.Waiting.Looks;
using NinjaBuild.Kubernetes.Client;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Manifests;
using NinjaBuild.Kubernetes.Trees;

namespace NinjaBuild.Deploy.Engines;

/// <summary>
/// Gathers why objects do not become healthy while helm waits for them: helm tells little of that, and once it has gone back to what was
/// before, nothing shows it any more.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="plan">What helm is at.</param>
/// <param name="options">How objects are looked at.</param>
/// <param name="every">How often.</param>
sealed class HelmEvidence(ApiClient api, DeployPlan plan, HealthWatchOptions options, TimeSpan every)
{
    // A server that is in trouble itself is not to hold up the news that helm has failed.
    static readonly TimeSpan LastLook = TimeSpan.FromSeconds(20);

    readonly HealthWatch _watch = new(api, options);
    readonly HashSet<string> _former = new(StringComparer.Ordinal);
    IReadOnlyList<StuckObject> _found = [];

    /// <summary>Looks on while helm works.</summary>
    /// <param name="helm">Helm's work, which ends by itself where the user stops it.</param>
    /// <param name="stop">The user does.</param>
    /// <returns>What came of it; where it failed, with the evidence. What cannot be seen is left out.</returns>
    public async Task<ReleaseOutcome> GatherAsync(Func<Task<ReleaseOutcome>> helm, CancellationToken stop)
    {
        await TryAsync(RememberHooksAsync, stop);
        using var ended = new CancellationTokenSource();
        var looking = LookOnAsync(ended.Token);
        ReleaseOutcome outcome;
        try
        {
            outcome = await helm();
        }
        finally
        {
            await ended.CancelAsync();
            await looking;
        }

        if (outcome.Result is not (ReleaseResult.RolledBack or ReleaseResult.NotRolledBack))
            return outcome;
        using var limit = new CancellationTokenSource(LastLook, options.Time);
        await TryAsync(cancellation => LookAtLastAsync(outcome.Result, cancellation), limit.Token);
        return outcome with { Stuck = _found };
    }

    IReadOnlyList<(ObjectIdentity Identity, TypeName Type)> Objects => [.. plan.Objects.Where(item => item.Desired is not null).Select(item => (item.Identity, item.Desired!.Type))];

    IReadOnlyList<(ObjectIdentity Identity, TypeName Type)> Hooks => [.. plan.Hooks.Select(hook => (hook.Object.Identity, hook.Object.Type)).Distinct()];

    async Task LookOnAsync(CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(every, options.Time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await TryAsync(LookUnlessGoingBackAsync, ended);
        }
    }

    async Task LookUnlessGoingBackAsync(CancellationToken cancellation)
    {
        var found = await LookAsync([.. Objects, .. Hooks], cancellation);
        if (found.Count > 0 && !await IsGoingBackAsync(cancellation))
            _found = found;
    }

    async Task LookAtLastAsync(ReleaseResult result, CancellationToken cancellation)
    {
        // Of what was rolled back, only the hooks that ran are still as they were.
        var found = await LookAsync(result == ReleaseResult.NotRolledBack ? [.. Objects, .. Hooks] : Hooks, cancellation);
        if (found.Count > 0)
            _found = found;
    }

    async Task<IReadOnlyList<StuckObject>> LookAsync(IReadOnlyList<(ObjectIdentity, TypeName)> objects, CancellationToken cancellation)
    {
        var live = await Task.WhenAll(objects.Select(item => FindAsync(item, cancellation)));
        var unhealthy = live.OfType<WaitItem>().Where(item => !Expectations.AreMet(item.Identity, HealthCheck.Of(item.Applied!))).ToList();
        return unhealthy.Count == 0 ? [] : await _watch.LookAsync(unhealthy, cancellation);
    }

    async Task<WaitItem?> FindAsync((ObjectIdentity Identity, TypeName Type) item, CancellationToken cancellation)
    {
        var (identity, type) = item;
        if (!Expectations.HasPods(identity.Group, identity.Kind) || (await api.DiscoverAsync(cancellation)).Find(type.ApiVersion, type.Kind) is not { } resource)
            return null;
        var live = await api.GetAsync(resource, identity.Namespace, identity.Name, cancellation);
        return live.Text("metadata", "uid") is { } uid && !_former.Contains(uid) && live.At("metadata", "deletionTimestamp") is null
            ? new WaitItem(resource, identity, uid, Generation: null) { Applied = live }
            : null;
    }

    // What a hook left that ran before says nothing of this time.
    async Task RememberHooksAsync(CancellationToken cancellation) =>
        _former.UnionWith((await Task.WhenAll(Hooks.Select(hook => FindAsync(hook, cancellation)))).Select(item => item?.Uid).OfType<string>());

    // While it goes back, or deletes what it installed first, helm's newest record says so (helm.sh/helm/v3/pkg/release/status.go).
    async Task<bool> IsGoingBackAsync(CancellationToken cancellation)
    {
        var labels = $"owner=helm,name={plan.Release.Name},status in (pending-rollback,uninstalling)";
        await foreach (var _ in api.ListAsync(Records.RecordSecret.Resource, plan.Release.Namespace, new ListOptions { Labels = labels, PageSize = 1 }, cancellation))
            return true;
        return false;
    }

    static async Task TryAsync(Func<CancellationToken, Task> look, CancellationToken cancellation)
    {
        try
        {
            await look(cancellation);
        }
        catch (Exception error) when (error is ApiException or OperationCanceledException)
        {
            // Then there is less to show.
        }
    }
}
