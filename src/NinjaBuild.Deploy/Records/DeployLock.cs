using System.Diagnostics.CodeAnalysis;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Kubernetes.Client;

namespace NinjaBuild.Deploy.Records;

/// <summary>
/// Keeps two deploys of a release from running at the same time: a Lease in its namespace, which is renewed until this is disposed of. A
/// process that is killed leaves it behind, and the next one takes it over.
/// </summary>
[SuppressMessage("Usage", "CA2213", Justification = "Sources without a timer hold nothing, and Lost is looked at after the end, too.")]
public sealed class DeployLock : IAsyncDisposable
{
    static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(10);

    readonly ApiClient _api;
    readonly Release _release;
    readonly LockHolder _self;
    readonly DeployLockOptions _options;
    readonly string _name;
    readonly CancellationTokenSource _lost = new();
    readonly CancellationTokenSource _end = new();
    readonly ITimer _expiry;
    readonly Task _renewing;
    LockLease _lease;
    DeployProblem? _loss;

    DeployLock(ApiClient api, Release release, LockHolder self, DeployLockOptions options, LockLease lease, long taken)
    {
        (_api, _release, _self, _options, _lease) = (api, release, self, options, lease);
        _name = new RecordNames(release).Lock;
        _expiry = options.Time.CreateTimer(_ => Lose(Expired), state: null, Left(taken), Timeout.InfiniteTimeSpan);
        _renewing = RenewAsync(new PeriodicTimer(options.RenewEvery, options.Time));
    }

    /// <summary>Is cancelled when the lock is no longer ours: whoever works under it must not change anything from then on.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Why it was lost; null while it is ours.</summary>
    public DeployProblem? Loss => Volatile.Read(ref _loss);

    string Subject => $"Lease {_release.Namespace}/{_name}";

    DeployProblem Expired => new(Subject, $"it could not be renewed for {_options.Duration.TotalSeconds:0} s, so that another deploy of {_release.Name} may have begun");

    /// <summary>Takes the lock of a release.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="release">The release.</param>
    /// <param name="options">Times.</param>
    /// <param name="cancellation">Ends waiting.</param>
    /// <exception cref="DeployException">Somebody who is alive holds it, or the user may have no lock.</exception>
    /// <exception cref="ApiException">The cluster refused, or cannot be reached.</exception>
    public static async Task<DeployLock> TakeAsync(ApiClient api, Release release, DeployLockOptions options, CancellationToken cancellation)
    {
        var self = options.Holder ?? LockHolder.OfThisProcess();
        try
        {
            var (lease, taken) = await new LockTaking(api, release, self, options).RunAsync(cancellation);
            return new DeployLock(api, release, self, options, lease, taken);
        }
        catch (ApiException e) when (e.Kind == ApiErrorKind.Forbidden)
        {
            throw new DeployException(
                $"Leases in {release.Namespace}",
                $"a deploy needs a lock, and this user may not get, create, update and delete leases.coordination.k8s.io there ({e.Message}): have that allowed");
        }
    }

    /// <summary>Gives the lock back, unless it is somebody else's by now. Where that fails, the next one will find it to be nobody's.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
            return;
        await _end.CancelAsync();
        await _renewing;
        await _expiry.DisposeAsync();
        try
        {
            using var limit = new CancellationTokenSource(ReleaseLimit, _options.Time);
            await ReleaseAsync(limit.Token);
        }
        catch (Exception e) when (e is ApiException or OperationCanceledException)
        {
            _options.Note?.Invoke($"{Subject}: it could not be given back ({e.Message}); the next deploy takes it over");
        }
    }

    async Task RenewAsync(PeriodicTimer timer)
    {
        using (timer)
        {
            try
            {
                while (await timer.WaitForNextTickAsync(_end.Token) && !_lost.IsCancellationRequested)
                    await RenewOnceAsync();
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                // It is given back.
            }
        }
    }

    async Task RenewOnceAsync()
    {
        using var limit = new CancellationTokenSource(_options.RenewEvery, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _end.Token);
        try
        {
            while (!await TryRenewAsync(either.Token))
            {
                if (await FindAsync(either.Token) is not { } live)
                    return;
                _lease = live;
            }
        }
        catch (Exception e) when (e is ApiException || (e is OperationCanceledException && !_end.IsCancellationRequested))
        {
            _options.Note?.Invoke($"{Subject}: it could not be renewed ({e.Message}); trying again");
        }
    }

    async Task<bool> TryRenewAsync(CancellationToken cancellation)
    {
        try
        {
            long sent = _options.Time.GetTimestamp();
            var lease = LockLease.Of(_release, _self, _options, _lease);
            _lease = new LockLease(await _api.ReplaceAsync(LockLease.Resource, _release.Namespace, _name, lease, new WriteOptions { IsUrgent = true }, cancellation));
            _expiry.Change(Left(sent), Timeout.InfiniteTimeSpan);
            return true;
        }
        catch (ApiException e) when (IsChanged(e))
        {
            return false;
        }
    }

    async Task ReleaseAsync(CancellationToken cancellation)
    {
        for (var lease = _lease; lease is not null; lease = await FindAsync(cancellation))
        {
            try
            {
                var options = new DeleteOptions { Uid = lease.Uid, ResourceVersion = lease.Version };
                await _api.DeleteAsync(LockLease.Resource, _release.Namespace, _name, options, cancellation);
                return;
            }
            catch (ApiException e) when (IsChanged(e))
            {
                // By a renewal whose answer did not come, or by somebody else.
            }
        }
    }

    // The Lease as it is now; null, and lost, where it is not ours any more.
    async Task<LockLease?> FindAsync(CancellationToken cancellation)
    {
        var tree = await _api.GetAsync(LockLease.Resource, _release.Namespace, _name, cancellation);
        if (tree is not null && new LockLease(tree) is var lease && lease.Holder == _self.ToString())
            return lease;
        Lose(new DeployProblem(Subject, tree is null ? "somebody has deleted it during the deploy" : $"{new LockLease(tree).Holding} has taken it"));
        return null;
    }

    void Lose(DeployProblem why)
    {
        if (Interlocked.CompareExchange(ref _loss, why, null) is null)
            _ = _lost.CancelAsync();
    }

    TimeSpan Left(long since)
    {
        var left = _options.Duration - _options.Time.GetElapsedTime(since);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    static bool IsChanged(ApiException e) => e.Kind is ApiErrorKind.StaleVersion or ApiErrorKind.OtherObject or ApiErrorKind.NotFound;
}
